package io.nokube.monitor.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.desired.Labels;
import io.nokube.monitor.desired.Metadata;
import io.nokube.monitor.status.Reason;
import io.nokube.names.Naming;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of an app's belongings callers decide about: the Secret that holds what a deploy request calls `secrets`, which
/// is the only place that does, and what becomes of the volume.
@ApplicationScoped
class Belongings {
    private final ClusterReader reader;
    private final ClusterWriter cluster;

    Belongings(ClusterReader reader, ClusterWriter cluster) {
        this.reader = reader;
        this.cluster = cluster;
    }

    /// Refuses to write over a Secret of that name that somebody else made.
    ///
    /// @throws ProblemException 409
    void requireFree(String namespace, String app) {
        present(namespace, app).filter(found -> !isOurs(found, app)).ifPresent(found -> {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "A Secret " + found.getMetadata().getName() + " exists that NoKube did not make. Rename it, or take"
                            + " secrets out of the request and name it in the app's secretRefs.");
        });
    }

    /// @throws ProblemException 422 where this service may not read Secrets there
    Optional<Secret> present(String namespace, String app) {
        try {
            return reader.find(named(namespace, app)).map(Secret.class::cast);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw e;
            }
            throw new ProblemException(
                    ProblemType.UNPROCESSABLE,
                    "NoKube may not read Secrets in the namespace " + namespace + ". "
                            + Reason.SECRETS_UNREADABLE.hint());
        }
    }

    /// Makes the Secret hold `values` and nothing else.
    ///
    /// @param owner null where the app is not there yet
    void write(String namespace, String app, Map<String, String> values, @Nullable NoKubeApp owner) {
        Secret ignored = AppStore.written(cluster.apply(secret(namespace, app, values, owner), AppStore.MANAGER));
    }

    void delete(String namespace, String app) {
        present(namespace, app).filter(found -> isOurs(found, app)).ifPresent(found -> {
            Secret ignored = AppStore.written(cluster.delete(found));
        });
    }

    static Secret secret(String namespace, String app, Map<String, String> values, @Nullable NoKubeApp owner) {
        Map<String, String> data = new TreeMap<>();
        values.forEach((name, value) ->
                data.put(name, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return new SecretBuilder(named(namespace, app))
                .editMetadata()
                .withLabels(Map.of(Labels.APP, app, Labels.MANAGED_BY, Labels.NOKUBE, Informers.WATCHED, "true"))
                .withOwnerReferences(owner == null ? List.of() : List.of(owner(owner)))
                .endMetadata()
                .withType("Opaque")
                .withData(data)
                .build();
    }

    /// Has the app's volume go with the app, whatever its spec says.
    void giveVolumeTo(NoKubeApp app) {
        String namespace = app.getMetadata().getNamespace();
        PersistentVolumeClaim claim = new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(Naming.volume(app.getMetadata().getName()))
                .endMetadata()
                .build();
        boolean isThere = reader.find(claim)
                .filter(found -> isOurs(found, app.getMetadata().getName()))
                .isPresent();
        if (isThere) {
            claim.getMetadata().setOwnerReferences(List.of(owner(app)));
            PersistentVolumeClaim ignored = AppStore.written(cluster.apply(claim, AppStore.MANAGER));
        }
    }

    private static Secret named(String namespace, String app) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(Naming.secrets(app))
                .endMetadata()
                .build();
    }

    private static OwnerReference owner(NoKubeApp app) {
        return Metadata.owner(app.getMetadata().getName(), app.getMetadata().getUid());
    }

    private static boolean isOurs(HasMetadata found, String app) {
        Map<String, String> labels = found.getMetadata().getLabels();
        return labels != null
                && Labels.NOKUBE.equals(labels.get(Labels.MANAGED_BY))
                && app.equals(labels.get(Labels.APP));
    }
}
