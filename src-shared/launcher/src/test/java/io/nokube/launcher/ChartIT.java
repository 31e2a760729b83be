package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Helm chart, by Helm itself.
class ChartIT {
    private static final Path CHART = TestStack.root().resolve("k8s/chart");
    /// As Chart.yaml says.
    private static final int OLDEST_MINOR = 27;
    private static final String RELEASE = "nokube";
    private static final String CHECKSUM = "checksum/configuration";
    private static final List<String> SERVICES = List.of("build-svc", "gateway", "monitor-svc");
    private static final ResourceDefinitionContext APPS = new ResourceDefinitionContext.Builder()
            .withGroup("nokube.io")
            .withVersion("v1")
            .withKind("NoKubeApp")
            .withPlural("nokubeapps")
            .withNamespaced(true)
            .build();

    /// Without a server the library takes the cluster for a very old one, which the chart itself refuses.
    @TempDir
    static Path anyVersion;

    /// The library brings Helm for the common platforms, not for all.
    @BeforeAll
    static void needsHelm() throws IOException {
        assumeTrue(isHelmThere(), "Left out: the chart is checked on Linux, macOS and Windows (amd64, arm64) only");
        copy(CHART, anyVersion, file -> file.replaceAll("(?m)^kubeVersion:.*\\R", ""));
    }

    static boolean isHelmThere() {
        try {
            Helm.version().call();
            return true;
        } catch (IllegalStateException | LinkageError e) {
            return false;
        }
    }

    private static void copy(Path chart, Path directory, UnaryOperator<String> change) throws IOException {
        try (Stream<Path> files = Files.walk(chart, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(chart.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, change.apply(Files.readString(file)));
            }
        }
    }

    @Test
    void helmFindsNothingToComplainAbout() {
        LintResult result = new Helm(CHART).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    /// One source: with the values that say the same, Helm makes what kustomize makes.
    @Test
    void itIsWhatKustomizeMakesOfTheSameManifests() throws Exception {
        assumeTrue(Kubectl.isInstalled(), "Left out: the manifests are put together by kubectl; install it");
        String kustomized = Kubectl.run(
                "kustomize", TestStack.root().resolve("k8s/overlays/prod").toString());

        Map<String, HasMetadata> expected = byName(kustomized);
        // Made by `helm install --create-namespace`, or by whoever keeps the namespaces.
        expected.remove("Namespace/nokube");
        Map<String, HasMetadata> actual = byName(template("nokube")
                .set("image.tag", "latest")
                .set("ingress.enabled", true)
                .set("ingress.host", "nokube.example.com")
                .set("configuration.NOKUBE_GITHUB_BUILDS_REPO", "your-org/builds")
                .set("configuration.NOKUBE_REGISTRY_NAMESPACE", "your-org")
                .set("configuration.NOKUBE_APPS_DOMAIN", "apps.example.com")
                .call());
        actual.values().forEach(ChartIT::withoutChecksum);

        assertThat(actual.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(actual)
                .allSatisfy((name, object) -> assertThat(Serialization.asYaml(object))
                        .as(name)
                        .isEqualTo(Serialization.asYaml(Objects.requireNonNull(expected.get(name)))));
    }

    @Test
    void theReleasesNamespaceIsNamedWhereverOneIs() {
        String manifests = template("paas").call();

        assertThat(byName(manifests).values())
                .filteredOn(object -> !object.getKind().startsWith("Cluster"))
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isEqualTo("paas"));
        assertThat(manifests).contains("value: paas/monitor-svc").doesNotContain("namespace: nokube");
    }

    @Test
    void whatIsSaidOfOneServiceChangesThatOneOnly() {
        Map<String, HasMetadata> plain = byName(template("nokube").call());
        Map<String, HasMetadata> changed = byName(template("nokube")
                .set("image.prefix", "registry.example.com/team/")
                .set("image.tag", "1.2.3")
                .set("image.pullSecrets[0]", "registry")
                .set("build-svc.replicas", 3)
                .set("build-svc.resources.limits.memory", "1Gi")
                .set("build-svc.nodeSelector.pool", "builds")
                .call());

        var build = spec(changed, "build-svc");
        var container = build.getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getImage()).isEqualTo("registry.example.com/team/build-svc:1.2.3");
        assertThat(build.getReplicas()).isEqualTo(3);
        assertThat(container.getResources().getLimits().get("memory")).hasToString("1Gi");
        assertThat(container.getResources().getRequests())
                .as("what was not said stays")
                .isEqualTo(spec(plain, "build-svc")
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getResources()
                        .getRequests());
        assertThat(build.getTemplate().getSpec().getNodeSelector()).containsEntry("pool", "builds");
        var gateway = spec(changed, "gateway");
        assertThat(gateway.getReplicas()).isEqualTo(2);
        assertThat(gateway.getTemplate().getSpec().getNodeSelector()).isEmpty();
        assertThat(gateway.getTemplate().getSpec().getImagePullSecrets())
                .extracting("name")
                .containsExactly("registry");
    }

    @Test
    void podsAreReplacedWhenTheConfigurationChanges() {
        Map<String, HasMetadata> before = byName(template("nokube").call());
        Map<String, HasMetadata> after = byName(template("nokube")
                .set("configuration.NOKUBE_APPS_DOMAIN", "apps.example.com")
                .call());

        assertThat(SERVICES)
                .allSatisfy(service ->
                        assertThat(checksum(after, service)).isNotBlank().isNotEqualTo(checksum(before, service)));
    }

    @ParameterizedTest
    @CsvSource({
        "ingress.enabled, true, ingress.host",
        "gateway.replicas, 0, gateway.replicas",
        "gatway.replicas, 3, gatway",
        "configuration.NOKUBE_GITHUB_TOKEN, abc, NOKUBE_GITHUB_TOKEN",
        "configuration.nokube_registry, abc, nokube_registry",
        "image.pullPolicy, Sometimes, image.pullPolicy",
    })
    void valuesThatCannotBeMeantAreRefusedByName(String key, String value, String named) {
        Object typed = "true".equals(value) ? Boolean.TRUE : value.matches("\\d+") ? Integer.valueOf(value) : value;

        assertThatThrownBy(() -> template("nokube").set(key, typed).call())
                .hasMessageContaining("values don't meet the specifications of the schema")
                .satisfies(
                        thrown -> assertThat(String.valueOf(thrown.getMessage()).replace('/', '.'))
                                .contains(named));
    }

    /// The previous release put in, upgraded and taken out for real; what users have is still there at the end.
    @Test
    void aRealApiServerTakesInstallUpgradeAndRemoval(@TempDir Path directory, @TempDir Path old, @TempDir Path before)
            throws Exception {
        String kubeconfig = System.getenv("NOKUBE_TEST_KUBECONFIG");
        assumeTrue(
                kubeconfig != null,
                "Left out: the chart is installed into a real API server; set NOKUBE_TEST_KUBECONFIG to one");
        String namespace = "chart-" + Long.toString(System.nanoTime(), 36);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build()) {
            removeRoles(client);
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
            try {
                Path chart = forServer(client, CHART, directory);
                install(previous(client, old, before).orElse(chart), namespace, Path.of(kubeconfig))
                        .call();
                assertThat(replicas(client, namespace, "gateway")).isEqualTo(2);
                createApp(client, namespace);

                upgrade(chart, namespace, Path.of(kubeconfig)).call();
                assertThat(replicas(client, namespace, "gateway")).isEqualTo(3);

                Helm.uninstall(RELEASE)
                        .withNamespace(namespace)
                        .withKubeConfig(Path.of(kubeconfig))
                        .call();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(client.apps()
                                        .deployments()
                                        .inNamespace(namespace)
                                        .list()
                                        .getItems())
                                .isEmpty());
                assertThat(client.rbac()
                                .clusterRoles()
                                .withName("nokube-monitor-svc")
                                .get())
                        .isNull();
                assertThat(client.genericKubernetesResources(APPS)
                                .inNamespace(namespace)
                                .withName("app")
                                .get())
                        .as("apps and their definition are not the release's")
                        .isNotNull();
            } finally {
                removeRoles(client);
                client.namespaces().withName(namespace).delete();
            }
        }
    }

    /// What is not in a namespace. Helm takes over nothing that other tests applied, or that a run before left behind.
    static void removeRoles(KubernetesClient client) {
        client.rbac().clusterRoles().withName("nokube-monitor-svc").delete();
        client.rbac().clusterRoles().withName("nokube-tenant").delete();
        client.rbac().clusterRoleBindings().withName("nokube-monitor-svc").delete();
    }

    /// A server to test against may be older than those to run on. The chart refuses it, and it has no native
    /// `policy/v1` that Helm could patch.
    static Path forServer(KubernetesClient client, Path chart, Path directory) throws IOException {
        VersionInfo version = client.getKubernetesVersion();
        if (Integer.parseInt(version.getMinor().replaceAll("\\D", "")) >= OLDEST_MINOR) {
            return chart;
        }
        copy(
                chart,
                directory,
                file -> file.replaceAll("(?m)^kubeVersion:.*\\R", "")
                        .replaceAll("(?ms)^apiVersion: policy/v1$.*?^---$\\R", ""));
        return directory;
    }

    /// The chart to upgrade from.
    private static Optional<Path> previous(KubernetesClient client, Path folder, Path forServer) throws Exception {
        PreviousRelease previous = PreviousRelease.find();
        if (!previous.isKnown()) {
            return Optional.empty();
        }
        previous.unpack(folder);
        return Optional.of(forServer(client, folder.resolve("k8s/chart"), forServer));
    }

    private static InstallCommand install(Path chart, String namespace, Path kubeconfig) {
        return new Helm(chart)
                .install()
                .withName(RELEASE)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig);
    }

    private static UpgradeCommand upgrade(Path chart, String namespace, Path kubeconfig) {
        return new Helm(chart)
                .upgrade()
                .withName(RELEASE)
                .withNamespace(namespace)
                .withKubeConfig(kubeconfig)
                .set("gateway.replicas", 3);
    }

    private static void createApp(KubernetesClient client, String namespace) {
        GenericKubernetesResource app = new GenericKubernetesResourceBuilder()
                .withApiVersion("nokube.io/v1")
                .withKind("NoKubeApp")
                .withNewMetadata()
                .withName("app")
                .endMetadata()
                .addToAdditionalProperties("spec", Map.of("image", "ghcr.io/nokube/app:1"))
                .build();
        client.genericKubernetesResources(APPS)
                .inNamespace(namespace)
                .resource(app)
                .create();
    }

    private static Integer replicas(KubernetesClient client, String namespace, String deployment) {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(deployment)
                .get()
                .getSpec()
                .getReplicas();
    }

    private static TemplateCommand template(String namespace) {
        return new Helm(anyVersion).template().withName(RELEASE).withNamespace(namespace);
    }

    private static DeploymentSpec spec(Map<String, HasMetadata> objects, String service) {
        return ((Deployment) Objects.requireNonNull(objects.get("Deployment/" + service))).getSpec();
    }

    private static String checksum(Map<String, HasMetadata> objects, String service) {
        return Objects.requireNonNull(spec(objects, service)
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get(CHECKSUM));
    }

    private static void withoutChecksum(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            deployment.getSpec().getTemplate().getMetadata().getAnnotations().remove(CHECKSUM);
        }
    }

    private static Map<String, HasMetadata> byName(String manifests) {
        Object all = Serialization.unmarshal(new ByteArrayInputStream(manifests.getBytes(StandardCharsets.UTF_8)));
        Map<String, HasMetadata> objects = new TreeMap<>();
        ((Collection<?>) all)
                .stream()
                        .map(HasMetadata.class::cast)
                        .forEach(object -> objects.put(
                                object.getKind() + "/" + object.getMetadata().getName(), object));
        return objects;
    }
}
