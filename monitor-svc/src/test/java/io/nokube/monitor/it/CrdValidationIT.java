package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.sandbox.cluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of `crd/` given to the API server: what is invalid is refused with the message of its first line.
class CrdValidationIT {
    private static final Path FILES = Path.of("src/test/resources/crd");
    private static final String EXPECT = "# expect: ";
    private static final String NAMESPACE = "crd-" + Names.username();
    private static TestCluster cluster;
    private static KubernetesClient client;

    @BeforeAll
    static void connect() throws IOException {
        cluster = TestCluster.open();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(cluster.kubeconfig())))
                .build();
        CrdFile.applyTo(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    static void disconnect() {
        client.namespaces().withName(NAMESPACE).delete();
        client.close();
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void isAccepted(Path file) throws IOException {
        GenericKubernetesResource app = read(file);
        assertThat(client.resource(app)
                        .inNamespace(NAMESPACE)
                        .create()
                        .getMetadata()
                        .getUid())
                .isNotNull();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void isRefused(Path file) throws IOException {
        String expected = Files.readAllLines(file).getFirst().substring(EXPECT.length());
        GenericKubernetesResource app = read(file);
        assertThatThrownBy(() -> client.resource(app).inNamespace(NAMESPACE).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(422);
                    assertThat(e.getStatus().getMessage()).contains(expected);
                });
    }

    static List<Path> valid() throws IOException {
        return files("valid-");
    }

    static List<Path> invalid() throws IOException {
        return files("invalid-");
    }

    private static GenericKubernetesResource read(Path file) throws IOException {
        return Serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }
}
