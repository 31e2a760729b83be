package io.nokube.monitor.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nokube.crd.NoKubeAppSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The part of a spec that makes a release: all of it but how many pods run and whether it is paused.
///
/// @param spec the part itself, as it can be written back into an app
/// @param hash the same for the same part, whoever wrote it and in whatever order
public record Release(Map<String, Object> spec, String hash) {
    private static final int HASH_LENGTH = 10;
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public static Release of(NoKubeAppSpec spec) {
        Map<String, Object> part = new TreeMap<>();
        ((Map<?, ?>) CANONICAL.convertValue(spec, Map.class))
                .forEach((key, value) -> part.put(String.valueOf(key), value));
        part.remove("replicas");
        part.remove("paused");
        try {
            String hash = sha256(CANONICAL.writeValueAsBytes(part)).substring(0, HASH_LENGTH);
            return new Release(part, hash);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A spec that was read can be written", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
