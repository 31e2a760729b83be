package io.nokube.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.sandbox.github.Options;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// `./nokube aot`: runs the three services through the main flow on sandboxes, and leaves each one's AOT cache beside
/// its
/// jars.
///
/// A cache holds for the same jars and the same JDK only, so it is made where they are built; `Dockerfile.jvm` does.
public final class Training {
    private static final PrintStream TERMINAL =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI gateway;
    private String token = "";

    private Training(URI gateway) {
        this.gateway = gateway;
    }

    /// Ends the JVM by itself: where a sandbox does not start, threads of another would keep it for ever.
    public static void main(String[] arguments) {
        int status = 0;
        try {
            train();
        } catch (LaunchException | IllegalStateException | IOException e) {
            TERMINAL.println("Training failed. " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            TERMINAL.println("Training was interrupted.");
            status = 1;
        }
        System.exit(status);
    }

    private static void train() throws IOException, InterruptedException {
        Path root =
                Path.of(System.getProperty("nokube.root", ".")).toAbsolutePath().normalize();
        for (Service service : Service.values()) {
            Files.deleteIfExists(service.cache(root));
        }
        Path data = Files.createTempDirectory("nokube-training");
        Settings settings =
                new Settings(root, data, Form.TRAINING, Endpoints.free(), Map.of("PATH", System.getenv("PATH")));
        try (Stack stack = Stack.start(settings, Options.defaults())) {
            new Training(stack.process(Service.GATEWAY).endpoint().url()).mainFlow(stack.adminPassword());
        } finally {
            // Closing the stack has waited for the caches.
            delete(data);
        }
        for (Service service : Service.values()) {
            if (!Files.exists(service.cache(root))) {
                throw new LaunchException(service.module() + " left no cache; training needs a JDK 25 or later");
            }
            TERMINAL.println(
                    root.relativize(service.cache(root)) + ": " + Files.size(service.cache(root)) / 1_000_000 + " MB");
        }
    }

    /// What a user does first: sign in, build, deploy, look.
    private void mainFlow(String password) throws IOException, InterruptedException {
        token = post("/api/v1/auth/login", Map.of("username", Admin.USERNAME, "password", password))
                .path("token")
                .path("access_token")
                .asText();
        JsonNode project = post(
                "/api/v1/projects",
                Map.of("name", "training", "repository_url", "https://github.com/octocat/hello-world"));
        String build = "/api/v1/builds/"
                + post("/api/v1/builds", Map.of("project_id", project.path("id").asLong(), "service_name", "web"))
                        .path("build_id")
                        .asText();
        JsonNode built = await(build, "success");
        get("/api/v1/builds");
        text("GET", build + "/logs", "");
        String deploy = """
                {"project_id": %d, "project_name": "training", "username": "%s", "service_name": "web",
                 "image_name": "%s", "replicas": 1, "container_port": 3000, "service_port": 8000,
                 "exposure_type": "external", "cpu_request": "100m", "memory_request": "64Mi"}
                """.formatted(
                        project.path("id").asLong(),
                        Admin.USERNAME,
                        built.path("image_full_name").asText());
        String deployment = "/api/v1/deployments/"
                + JSON.readTree(text("POST", "/api/v1/deploy", deploy))
                        .path("deployment_id")
                        .asText();
        await(deployment, "running");
        get("/api/v1/deployments");
        get(deployment + "/revisions");
        text("GET", deployment + "/manifests", "");
    }

    private JsonNode await(String path, String status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode found = get(path);
        while (!found.path("status").asText().equals(status)) {
            if (System.nanoTime() > deadline) {
                throw new LaunchException(path + " did not come to " + status + ": " + found);
            }
            TimeUnit.MILLISECONDS.sleep(100);
            found = get(path);
        }
        return found;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text("GET", path, ""));
    }

    private JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return JSON.readTree(text("POST", path, JSON.writeValueAsString(body)));
    }

    private String text(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new LaunchException(
                    method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
