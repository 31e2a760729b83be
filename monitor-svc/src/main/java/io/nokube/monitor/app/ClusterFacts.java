package io.nokube.monitor.app;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import io.nokube.names.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of the cluster decides how an app is to be.
///
/// @param secrets those of the app's Secrets that there are
/// @param knownHash what the Secrets' hash was when they could still be seen; null where they can be
/// @param runningReplicas what the workload's `spec.replicas` is; null where there is no workload
/// @param hostTaken whether another app has the host and path already
public record ClusterFacts(
        Tenant tenant,
        List<Secret> secrets,
        @Nullable String knownHash,
        @Nullable Integer runningReplicas,
        boolean hostTaken) {
    private static final int HASH_LENGTH = 16;

    public ClusterFacts {
        secrets = List.copyOf(secrets);
    }

    public static ClusterFacts of(Tenant tenant) {
        return new ClusterFacts(tenant, List.of(), null, null, false);
    }

    public static ClusterFacts of(ClusterSnapshot cluster, String app, String uid) {
        Integer running = cluster.workload(app, uid)
                .map(Deployment::getSpec)
                .map(spec -> Objects.requireNonNullElse(spec.getReplicas(), 1))
                .orElse(null);
        return new ClusterFacts(cluster.tenant(), cluster.secrets(), null, running, cluster.hostTaken() != null);
    }

    /// The same where the Secrets cannot be seen: that alone is no reason to roll the pods.
    public ClusterFacts withKnownHash(String hash) {
        return new ClusterFacts(tenant, secrets, hash, runningReplicas, hostTaken);
    }

    /// A hash of everything in the Secrets called `names`; empty where none of them is there.
    String secretsHash(List<String> names) {
        if (knownHash != null) {
            return knownHash;
        }
        Map<String, Map<String, String>> contents = new TreeMap<>();
        for (Secret secret : secrets) {
            String name = secret.getMetadata().getName();
            if (names.contains(name)) {
                contents.put(
                        name,
                        new TreeMap<>(Optional.ofNullable(secret.getData()).orElse(Map.of())));
            }
        }
        return contents.isEmpty() ? "" : Sha256.hex(contents.toString()).substring(0, HASH_LENGTH);
    }
}
