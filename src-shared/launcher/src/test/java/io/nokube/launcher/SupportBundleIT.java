package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.sandbox.cluster.TestCluster;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `k8s/support-bundle` over a cluster in which there is something secret wherever there can be.
///
/// No container runs in a test's cluster, so what pods print and measure comes from a kubectl that is put before the
/// real one; everything else is the real one's.
class SupportBundleIT {
    private static final String NAMESPACE = "support-" + Long.toString(System.nanoTime(), 36);
    private static final String TOKEN = "planted-to/ken \"with\" quotes";
    private static final String KEY_LINE = "planted0MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\n" + KEY_LINE + "\n-----END PRIVATE KEY-----\n";
    private static final String IN_ENV = "planted-in-the-environment";
    private static final String SHORT_IN_ENV = "pl4nt";
    private static final String APP_SECRET = "planted-of-an-app";
    private static final String PASSWORD = "planted%2Fpassword";
    private static final String GITHUB_TOKEN = "ghp_" + "planted1planted2planted3planted4plan";
    private static final String PERSONAL_TOKEN = "nk_" + "planted-x7Fq-planted";
    private static final String JWT = "eyJhbGciOiJub25lIn0.eyJwbGFudGVkIjoicGxhbnRlZCJ9.cGxhbnRlZA";

    @TempDir
    static Path work;

    private static TestCluster cluster;
    private static KubernetesClient client;
    private static String bundle = "";
    private static List<String> files = List.of();

    @BeforeAll
    static void collect() throws Exception {
        assumeTrue(
                Kubectl.isInstalled() && isInstalled("jq"), "Left out: the bundle needs kubectl and jq; install them");
        cluster = TestCluster.open();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(cluster.kubeconfig().toFile()))
                .build();
        Kubectl.run(
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "apply",
                "--server-side",
                "--force-conflicts",
                "-f",
                TestStack.root().resolve("k8s/crd").toString());
        plant();
        standIn();
        Path file = work.resolve("bundle.tar.gz");
        run("k8s/support-bundle", "-n", NAMESPACE, "-o", file.toString());
        Path content = Files.createDirectory(work.resolve("content"));
        run("tar", "-C", content.toString(), "-xzf", file.toString());
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(content)) {
            List<Path> found = paths.filter(Files::isRegularFile).sorted().toList();
            files = found.stream()
                    .map(path -> content.relativize(path).toString().replaceFirst("^[^/]+/", ""))
                    .toList();
            for (Path path : found) {
                all.append(Files.readString(path)).append('\n');
            }
        }
        bundle = all.toString();
    }

    @AfterAll
    static void remove() {
        if (client != null) {
            client.namespaces().withName(NAMESPACE).delete();
            client.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void nothingSecretIsInIt() {
        for (String secret : List.of(
                TOKEN, KEY_LINE, IN_ENV, SHORT_IN_ENV, APP_SECRET, PASSWORD, GITHUB_TOKEN, PERSONAL_TOKEN, JWT)) {
            assertThat(bundle).doesNotContain(secret).doesNotContain(base64(secret));
        }
        assertThat(bundle.toLowerCase(java.util.Locale.ROOT)).doesNotContain("planted");
        assertThat(bundle).as("the credentials of a registry").doesNotContain("cGxhbnRlZA==");
    }

    @Test
    void whatHelpsIsInIt() {
        assertThat(files)
                .contains(
                        "about.txt",
                        "versions.json",
                        "settings.json",
                        "workloads.json",
                        "pods.json",
                        "events.txt",
                        "nokubeapps.json",
                        "logs/gateway-0.log",
                        "logs/gateway-0.previous.log",
                        "health/gateway-0.json",
                        "metrics/gateway-0.txt");
        assertThat(bundle)
                .contains("\"NOKUBE_AUTH_TOKEN_LIFETIME\": \"12h\"")
                .contains("\"NOKUBE_ADMIN_PASSWORD\": \"***\"")
                .contains("ghcr.io/x/hello:1")
                .contains("\"GREETING\": \"***\"")
                .contains("nokube-github")
                .contains("GitHub answered 401 to ***")
                .contains("nokube_leader 1")
                .contains("\"status\": \"UP\"")
                .doesNotContain("(this failed");
    }

    @Test
    void linesAroundSecretsStay() {
        assertThat(bundle)
                .contains("before the key")
                .contains("after the key")
                .contains("ends well")
                .contains("docs?of=stays");
    }

    @Test
    void aNamespaceThatIsNotThereIsNamed() throws Exception {
        Process process = process("k8s/support-bundle", "-n", "nowhere-" + NAMESPACE);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(1);
        assertThat(printed)
                .contains("There is no namespace nowhere-" + NAMESPACE)
                .contains("-n");
    }

    private static void plant() {
        make(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build());
        make(new SecretBuilder()
                .withNewMetadata()
                .withName("nokube-github")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withStringData(Map.of("token", TOKEN, "app-private-key", KEY, "username", "gateway"))
                .build());
        make(new SecretBuilder()
                .withNewMetadata()
                .withName("hello-secrets")
                .withNamespace(NAMESPACE)
                .addToLabels("app.kubernetes.io/managed-by", "nokube")
                .endMetadata()
                .withStringData(Map.of("PASSWORD", APP_SECRET))
                .build());
        make(new ConfigMapBuilder()
                .withNewMetadata()
                .withName("nokube")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withData(Map.of("NOKUBE_AUTH_TOKEN_LIFETIME", "12h", "NOKUBE_ADMIN_PASSWORD", "pl4nted-planted"))
                .build());
        make(new PodBuilder()
                .withNewMetadata()
                .withName("gateway-0")
                .withNamespace(NAMESPACE)
                .addToLabels("app.kubernetes.io/part-of", "nokube")
                .addToAnnotations("kubectl.kubernetes.io/last-applied-configuration", "{\"a\": \"planted\"}")
                .endMetadata()
                .withNewSpec()
                .withContainers(new ContainerBuilder()
                        .withName("gateway")
                        .withImage("ghcr.io/x/gateway:1")
                        .withArgs("--password=planted")
                        .addNewEnv()
                        .withName("SHORT")
                        .withValue(SHORT_IN_ENV)
                        .endEnv()
                        .build())
                .endSpec()
                .build());
        client.load(new java.io.ByteArrayInputStream(
                        ("{\"apiVersion\": \"nokube.io/v1\", \"kind\": \"NoKubeApp\", \"metadata\": {\"name\":"
                                        + " \"hello\", \"namespace\": \"" + NAMESPACE + "\"}, \"spec\": {\"image\":"
                                        + " \"ghcr.io/x/hello:1\", \"command\":"
                                        + " [\"planted\"], \"env\": {\"GREETING\":"
                                        + " \""
                                        + IN_ENV + "\", \"PIN\": \"" + SHORT_IN_ENV + "\"}}}")
                                .getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    private static void make(HasMetadata object) {
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> client.resource(object).create() != null);
    }

    /// A kubectl that answers for what no pod of a test can, and otherwise is the real one.
    private static void standIn() throws IOException {
        Path logs = Files.writeString(
                work.resolve("logs"),
                String.join(
                        "\n",
                        "{\"level\":\"WARN\",\"message\":\"GitHub answered 401 to " + TOKEN.replace("\"", "\\\"")
                                + "\"}",
                        "{\"message\":\"sent " + GITHUB_TOKEN + " and " + PERSONAL_TOKEN + ", ends well\"}",
                        "Authorization: Bearer " + JWT,
                        "postgresql://nokube:" + PASSWORD + "@postgres:5432/nokube is away",
                        "password=planted-and-unknown token: 'planted-too'",
                        "{\"password\":\"planted with blanks\",\"passphrase\": \"a, planted\"}",
                        "{\"message\":\"sent {\\\"token\\\":\\\"a planted\\\"}\"}",
                        "Authorization: token planted-of-a-client",
                        "Cookie: a=planted; b=planted",
                        "postgresql://nokube:pl@planted/x@postgres:5432/nokube",
                        "https://planted-alone@example.com/x and https://example.com/logs?a=1&sig=planted%3D",
                        "{\"auths\":{\"ghcr.io\":{\"auth\":\"cGxhbnRlZA==\"}}}",
                        "see http://gateway:8080/docs?of=stays",
                        "an app said " + IN_ENV + " and " + APP_SECRET + " as " + base64(APP_SECRET),
                        "before the key",
                        KEY.strip(),
                        "after the key",
                        "another one -----BEGIN RSA PRIVATE KEY-----",
                        "planted-of-a-key-that-nobody-knows",
                        "-----END RSA PRIVATE KEY-----",
                        ""));
        Path bin = Files.createDirectory(work.resolve("bin"));
        Path script = Files.writeString(bin.resolve("kubectl"), """
            #!/usr/bin/env bash
            case "$1 $*" in
              logs*) cat "%s" ;;
              get*--raw*/health) echo '{"status": "UP"}' ;;
              get*--raw*/metrics) echo 'nokube_leader 1' ;;
              *) exec "%s" "$@" ;;
            esac
            """.formatted(logs, where("kubectl")));
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static void run(String... command) throws Exception {
        Process process = process(command);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
    }

    private static Process process(String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(TestStack.root().toFile()).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
        builder.environment().put("PATH", work.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        return builder.start();
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, tool).canExecute());
    }

    private static Path where(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
