package io.nokube.monitor.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.nokube.crd.NoKubeApp;
import io.nokube.crd.NoKubeAppSpec;
import io.nokube.names.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What makes a release: the spec, all of it but how many pods run, whether it is paused and when it was restarted; and
/// the values of the secrets that were deployed with it, as a hash.
///
/// @param spec the part of the spec itself, as it can be written back into an app
/// @param secrets a hash of the secrets' values; empty where none were deployed
/// @param hash the same for the same release, whoever wrote it and in whatever order
public record Release(Map<String, Object> spec, String secrets, String hash) {
    /// The annotation that says which secrets were deployed, as a hash: on an app those of now, on a revision those of
    /// then. What somebody does to a Secret by kubectl replaces the pods and makes no release.
    public static final String SECRETS_HASH = "nokube.io/secrets-hash";

    private static final int HASH_LENGTH = 10;
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public static Release of(NoKubeApp app) {
        Map<String, Object> part = part(app.getSpec());
        String secrets = secrets(app.getMetadata());
        try {
            String hash = Sha256.hex(CANONICAL.writeValueAsString(part) + secrets);
            return new Release(part, secrets, hash.substring(0, HASH_LENGTH));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A spec that was read can be written", e);
        }
    }

    /// Whether going back to `revision` would change nothing: the values of its secrets are not kept.
    public boolean isSpecOf(ControllerRevision revision) {
        return spec.equals(part(then(revision)));
    }

    /// Whether all that this says is so in `other` too: then the two may differ in nothing but what this leaves to the
    /// defaults.
    public boolean isWithin(Release other) {
        return secrets.equals(other.secrets) && isWithin(spec, other.spec);
    }

    private static boolean isWithin(@Nullable Object part, @Nullable Object whole) {
        return switch (part) {
            case null -> true;
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .allMatch(entry -> isWithin(
                                entry.getValue(), whole instanceof Map<?, ?> other ? other.get(entry.getKey()) : null));
            case List<?> list when list.isEmpty() -> true;
            default -> part.equals(whole);
        };
    }

    /// Of the secrets that `object`, an app or a revision of one, was deployed with; empty where there were none.
    public static String secrets(ObjectMeta object) {
        return Optional.ofNullable(object.getAnnotations()).orElse(Map.of()).getOrDefault(SECRETS_HASH, "");
    }

    private static Map<String, Object> part(NoKubeAppSpec spec) {
        Map<String, Object> part = new TreeMap<>();
        ((Map<?, ?>) CANONICAL.convertValue(spec, Map.class))
                .forEach((key, value) -> part.put(String.valueOf(key), value));
        part.remove("replicas");
        part.remove("paused");
        part.remove("restartedAt");
        return part;
    }

    private static NoKubeAppSpec then(ControllerRevision revision) {
        return CANONICAL.convertValue(revision.getData(), NoKubeAppSpec.class);
    }

    /// The spec that brings the release `revision` back: all that makes a release is as it was then, and the rest (how
    /// many pods run, whether it is paused, when it was restarted) as it is now.
    public static NoKubeAppSpec restore(ControllerRevision revision, NoKubeAppSpec present) {
        NoKubeAppSpec then = then(revision);
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
