package io.nokube.sandbox.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.ServedDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A client of the cluster that tests run against, with a namespace of its own.
///
/// On a real API server pods become ready only where something plays the kubelet.
final class Cluster implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final TestCluster cluster = TestCluster.open();
    private final KubernetesClient client;
    private final String namespace = "contract-" + UUID.randomUUID().toString().substring(0, 8);

    Cluster() {
        try {
            client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(Files.readString(cluster.kubeconfig())))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return namespace;
    }

    TestCluster cluster() {
        return cluster;
    }

    NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> configMaps() {
        return client.configMaps().inNamespace(namespace);
    }

    Resource<ConfigMap> configMap(ConfigMap map) {
        return client.resource(map).inNamespace(namespace);
    }

    static ConfigMap configMap(String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(data)
                .build();
    }

    Resource<Deployment> deployment(String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name);
    }

    static Deployment deployment(String name, String image, int replicas) {
        Map<String, String> labels = Map.of("app", name);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("web")
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /// Defines the widgets that `kubernetes/widgets.yaml` describes, and waits until they are served.
    void defineWidgets() {
        try (InputStream yaml = Cluster.class.getResourceAsStream("/kubernetes/widgets.yaml")) {
            Resource<CustomResourceDefinition> definition =
                    client.resource(Serialization.unmarshal(yaml, CustomResourceDefinition.class));
            definition.fieldManager("contract").forceConflicts().serverSideApply();
            definition.waitUntilCondition(ServedDefinition::test, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A widget of which `spec` is YAML in flow style, such as `{image: a}`.
    Resource<GenericKubernetesResource> widget(String name, String spec) {
        String yaml = """
                apiVersion: contract.nokube.io/v1
                kind: Widget
                metadata: {name: %s}
                spec: %s
                """.formatted(name, spec);
        return client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace);
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
        cluster.close();
    }
}
