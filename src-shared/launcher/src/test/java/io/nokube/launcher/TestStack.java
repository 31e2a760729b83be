package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.nokube.sandbox.github.Options;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Starts the stack for a test: free ports, a directory of its own, the form and the cluster that are configured.
final class TestStack {
    static final String PASSWORD = "a long enough password";

    private TestStack() {}

    static Stack start(Path data) throws InterruptedException {
        return start(data, Map.of());
    }

    static Stack start(Path data, Map<String, String> variables) throws InterruptedException {
        return Stack.start(settings(data, variables), Options.defaults());
    }

    static Settings settings(Path data, Map<String, String> variables) {
        return settings(data, variables, Endpoints.free());
    }

    static Settings settings(Path data, Map<String, String> variables, Endpoints endpoints) {
        return new Settings(root(), data, form(), endpoints, environment(variables));
    }

    static Path root() {
        return Path.of(System.getProperty("nokube.root"));
    }

    private static Form form() {
        return Form.parse(System.getProperty("nokube.form", "jvm"));
    }

    /// What is set on this machine must not leak into the test, but for the cluster that tests are to run against.
    private static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("NOKUBE_") || name.startsWith("QUARKUS_"));
        environment.remove("KUBECONFIG");
        Optional.ofNullable(System.getenv("NOKUBE_TEST_KUBECONFIG"))
                .filter(path -> !path.isBlank())
                .ifPresent(path -> environment.put("KUBECONFIG", path));
        // No registry is asked: tests talk to this machine only.
        environment.put("NOKUBE_IMAGE_CHECK", "false");
        environment.putAll(variables);
        return environment;
    }

    static Api api(Stack stack) {
        return new Api(stack.process(Service.GATEWAY).endpoint().url(), null);
    }

    /// Registers `username` and returns the API as that user sees it.
    static Api register(Stack stack, String username) {
        return api(stack).as(token(stack, username));
    }

    /// Registers `username` and returns the token that the user gets.
    static String token(Stack stack, String username) {
        Api.Answer answer = api(stack).post("/api/v1/auth/register", """
                        {"username": "%s", "email": "%s@example.test", "password": "%s"}""".formatted(username, username, PASSWORD));
        if (answer.status() != 201) {
            throw new IllegalStateException("Registering " + username + " was answered with " + answer);
        }
        return answer.body().path("token").path("access_token").asText();
    }

    /// Has a namespace that an earlier run left, or this one made, gone from the cluster.
    static void removeNamespace(Stack stack, String name) {
        var config = Config.fromKubeconfig(stack.sandboxes().kubeconfig().toFile());
        try (KubernetesClient cluster =
                new KubernetesClientBuilder().withConfig(config).build()) {
            if (cluster.namespaces().withName(name).get() != null) {
                Objects.requireNonNull(cluster.namespaces().withName(name).delete());
                await().atMost(60, SECONDS)
                        .until(() -> cluster.namespaces().withName(name).get() == null);
            }
        }
    }
}
