package io.nokube.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people type, by the real kubectl, at the sandbox or at a real API server (`NOKUBE_TEST_KUBECONFIG`).
class KubectlContractIT {
    private static final String APP = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: typed}
            spec:
              replicas: 1
              selector: {matchLabels: {app: typed}}
              template:
                metadata: {labels: {app: typed}}
                spec: {containers: [{name: web, image: "x/y:1", ports: [{containerPort: 80}]}]}
            """;
    private static Cluster cluster;

    @TempDir
    static Path directory;

    @BeforeAll
    static void open() {
        assumeTrue(isInstalled(), "kubectl is not installed");
        cluster = new Cluster();
        cluster.defineWidgets();
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("kubectl", "version", "--client").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--namespace", cluster.namespace()));
        command.add("--cache-dir=" + directory.resolve("cache"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", cluster.cluster().kubeconfig().toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + output)
                .isZero();
        return output;
    }

    @Test
    void anAppIsAppliedScaledRolledBackAndDeleted() throws IOException, InterruptedException {
        String file = Files.writeString(directory.resolve("app.yaml"), APP).toString();
        assertThat(kubectl("apply", "-f", file)).contains("deployment.apps/typed created");
        assertThat(kubectl("apply", "-f", file)).contains("deployment.apps/typed unchanged");
        kubectl("rollout", "status", "deployment/typed", "--timeout=40s");
        assertThat(kubectl("get", "deployment", "typed")).contains("1/1");
        assertThat(kubectl("get", "pods")).containsPattern("typed-\\S+ +1/1 +Running +0 ");
        assertThat(kubectl("get", "all")).contains("pod/typed-", "deployment.apps/typed", "replicaset.apps/typed-");

        kubectl("scale", "deployment/typed", "--replicas=2");
        kubectl("set", "image", "deployment/typed", "web=x/y:2");
        kubectl("rollout", "status", "deployment/typed", "--timeout=40s");
        kubectl("rollout", "undo", "deployment/typed");
        kubectl("rollout", "status", "deployment/typed", "--timeout=40s");
        assertThat(kubectl("get", "deployment", "typed", "-o", "jsonpath={.spec.template.spec.containers[0].image}"))
                .isEqualTo("x/y:1");
        assertThat(kubectl("describe", "deployment", "typed")).contains("2 desired | 2 updated");
        assertThat(kubectl("diff", "-f", writtenWith("replicas: 1", "replicas: 2")))
                .isEmpty();
        assertThat(kubectl("apply", "--server-side", "--force-conflicts", "-f", file))
                .contains("serverside-applied");
        assertThat(kubectl("delete", "-f", file)).contains("deleted");
    }

    private static String writtenWith(String text, String replacement) throws IOException {
        return Files.writeString(directory.resolve("changed.yaml"), APP.replace(text, replacement))
                .toString();
    }

    @Test
    void secretsAndMapsAreCreatedFromLiterals() throws IOException, InterruptedException {
        kubectl("create", "secret", "generic", "typed", "--from-literal=key=value");
        assertThat(kubectl("get", "secret", "typed", "-o", "jsonpath={.data.key}"))
                .isEqualTo("dmFsdWU=");
        kubectl("create", "configmap", "typed", "--from-literal=key=value");
        assertThat(kubectl("get", "configmap", "typed", "-o", "jsonpath={.data.key}"))
                .isEqualTo("value");
        assertThat(kubectl("auth", "can-i", "list", "pods")).startsWith("yes");
    }

    @Test
    void customResourcesHaveTheirColumnsAndTheirScale() throws IOException, InterruptedException {
        String file = Files.writeString(directory.resolve("widget.yaml"), """
                                apiVersion: contract.nokube.io/v1
                                kind: Widget
                                metadata: {name: w}
                                spec: {image: a}
                                """).toString();
        assertThat(kubectl("apply", "-f", file)).contains("widget.contract.nokube.io/w created");
        assertThat(kubectl("get", "wd")).containsPattern("NAME +IMAGE +AGE\\s+w +a +\\d+s");
        kubectl("scale", "widget/w", "--replicas=3");
        assertThat(kubectl("get", "wd", "w", "-o", "jsonpath={.spec.replicas}")).isEqualTo("3");
        kubectl("wait", "--for=jsonpath={.spec.replicas}=3", "wd/w", "--timeout=5s");
        kubectl("delete", "wd", "w");
    }
}
