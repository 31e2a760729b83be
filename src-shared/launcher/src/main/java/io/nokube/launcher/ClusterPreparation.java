package io.nokube.launcher;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nokube.crd.ServedDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Brings the NoKubeApp definition into the cluster, as `kubectl apply --server-side -f k8s/crd` does.
final class ClusterPreparation {
    private static final String MANAGER = "nokube-install";

    private ClusterPreparation() {}

    static void applyDefinition(Path root, Path kubeconfig) {
        Path file = root.resolve("k8s/crd/nokubeapps.nokube.io.yaml");
        try (KubernetesClient client = client(kubeconfig);
                InputStream yaml = Files.newInputStream(file)) {
            CustomResourceDefinition definition =
                    client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
            PatchContext apply = new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager(MANAGER)
                    .withForce(true)
                    .build();
            var resource = client.resource(definition);
            CustomResourceDefinition applied = resource.patch(apply, definition);
            if (!ServedDefinition.test(applied)) {
                resource.waitUntilCondition(ServedDefinition::test, 30, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            throw new LaunchException("The definition of NoKubeApp cannot be read: " + file, e);
        } catch (KubernetesClientException e) {
            throw new LaunchException("The cluster does not take the definition of NoKubeApp: " + e.getMessage(), e);
        }
    }

    private static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }
}
