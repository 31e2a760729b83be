package io.nokube.monitor.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.names.Sha256;
import java.util.Map;
import java.util.TreeMap;

/// The part of a spec that makes a release: all of it but how many pods run, whether it is paused and
/// when it was restarted.
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
        part.remove("restartedAt");
        try {
            String hash = Sha256.hex(CANONICAL.writeValueAsBytes(part)).substring(0, HASH_LENGTH);
            return new Release(part, hash);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A spec that was read can be written", e);
        }
    }

    /// The spec that brings the release `revision` back: all that makes a release is as it was then, and the rest (how
    /// many pods run, whether it is paused, when it was restarted) as it is now.
    public static NoKubeAppSpec restore(ControllerRevision revision, NoKubeAppSpec present) {
        NoKubeAppSpec then = CANONICAL.convertValue(revision.getData(), NoKubeAppSpec.class);
        return new NoKubeAppSpec(
                then.image(),
                then.type(),
                present.replicas(),
                then.containerPort(),
                then.servicePort(),
                then.exposure(),
                then.resources(),
                then.env(),
                then.secretRefs(),
                then.healthCheck(),
                then.storage(),
                then.autoscaling(),
                then.rollback(),
                then.command(),
                then.args(),
                present.paused(),
                present.restartedAt());
    }
}
