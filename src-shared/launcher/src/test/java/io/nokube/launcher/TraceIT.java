package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.launcher.TraceCollector.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One request is one trace, through every service to the database and the cluster, and in the logs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the first test
class TraceIT {
    @TempDir
    static Path data;

    private TraceCollector collector;
    private Stack stack;
    private Api user;

    @BeforeAll
    void start() throws Exception {
        collector = TraceCollector.start();
        stack = TestStack.start(
                data,
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms",
                        "NOKUBE_LOG_FORMAT", "json"));
        user = TestStack.register(stack, "tracer");
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
        collector.close();
    }

    @Test
    void aBuildRequestIsOneTraceFromTheGatewayToTheDatabase() {
        String trace = newTrace();
        Api.Answer project = user.traced(parent(trace)).post("/api/v1/projects", """
                {"name": "traced", "repository_url": "https://github.com/octocat/hello-world"}""");
        assertThat(project.status()).as(project.text()).isEqualTo(201);

        await().atMost(20, SECONDS).untilAsserted(() -> {
            List<Span> spans = collector.trace(trace);
            assertThat(spans).extracting(Span::service).contains("gateway", "build-svc");
            assertThat(spans)
                    .as("the call to the database")
                    .anyMatch(span -> span.service().equals("build-svc")
                            && span.isClient()
                            && span.attributes().contains("db.system=postgres"));
        });
    }

    @Test
    void aDeploymentIsOneTraceFromTheGatewayToTheApiServer() {
        String trace = newTrace();
        Api.Answer dryRun = user.traced(parent(trace)).post("/api/v1/deploy?dry_run=true", """
                {"project_id": 1, "project_name": "traced", "username": "tracer", "service_name": "web",
                 "image_name": "ghcr.io/nokube/web:1"}""");
        assertThat(dryRun.status()).as(dryRun.text()).isEqualTo(200);

        await().atMost(20, SECONDS).untilAsserted(() -> {
            List<Span> spans = collector.trace(trace);
            assertThat(spans).extracting(Span::service).contains("gateway", "monitor-svc");
            assertThat(spans)
                    .as("the call to the API server")
                    .anyMatch(span -> span.service().equals("monitor-svc") && span.isClient());
        });
    }

    @Test
    void whatGoesWrongNamesItsTraceInTheAnswer() {
        String trace = newTrace();
        Api.Answer missing = user.traced(parent(trace)).get("/api/v1/builds/" + UUID.randomUUID());

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.string("trace_id")).isEqualTo(trace);
        assertThat(user.get("/api/v1/nothing").string("trace_id"))
                .as("a trace is made where none came")
                .hasSize(32);
    }

    @Test
    void logsAreLinesOfJsonThatSayWhatTheyAreAbout() {
        int project = user.post("/api/v1/projects", """
                        {"name": "logged", "repository_url": "https://github.com/octocat/hello-world"}""").body().path("id").asInt();
        String build = user.post("/api/v1/builds", """
                        {"project_id": %d, "service_name": "web"}""".formatted(project)).string("build_id");

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(lines("build-svc"))
                        .anySatisfy(line -> assertThat(
                                        line.path("mdc").path("build_id").asText())
                                .isEqualTo(build)));
    }

    private List<JsonNode> lines(String module) throws IOException {
        var json = new ObjectMapper();
        return Files.readAllLines(data.resolve("logs").resolve(module + ".log")).stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError("Not a line of JSON: " + line, e);
                    }
                })
                .toList();
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String parent(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }
}
