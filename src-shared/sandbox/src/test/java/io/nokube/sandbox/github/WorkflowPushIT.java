package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the shipped workflow tells NoKube while it runs: all of it, to nobody else, and without a build that depends on
/// it.
class WorkflowPushIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "secret-of-the-runner";

    /// What a request carried.
    private record Push(String token, JsonNode body) {}

    @TempDir
    Path folder;

    private final List<Push> chunks = new CopyOnWriteArrayList<>();
    private final List<Push> results = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private HttpServer server;
    private WorkflowShell shell;

    @BeforeAll
    static void needsWhatARunnerHas() {
        BuildWorkflowIT.needsWhatARunnerHas();
    }

    @BeforeEach
    void aRunnerAndANoKube() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/api/v1/builds/b-1/log-chunks", exchange -> take(exchange, chunks));
        server.createContext("/api/v1/builds/b-1/result", exchange -> take(exchange, results));
        server.start();
        shell = new WorkflowShell(folder.toRealPath())
                .withVariable("NOKUBE_URL", url("/"))
                .withTokensFrom(url("/token?api-version=2.0"), SECRET);
        Files.writeString(shell.source().resolve("Dockerfile"), "FROM scratch\n");
    }

    @AfterEach
    void nothingIsLeft() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void token(HttpExchange exchange) throws IOException {
        boolean genuine =
                ("Bearer " + SECRET).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                        && "api-version=2.0&audience=nokube"
                                .equals(exchange.getRequestURI().getQuery());
        var body = "{\"value\": \"job-token-" + tokens.incrementAndGet() + "\"}";
        answer(exchange, genuine ? 200 : 401, body);
    }

    private synchronized void take(HttpExchange exchange, List<Push> list) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody());
        list.add(new Push(exchange.getRequestHeaders().getFirst("Authorization"), body));
        var status = answers.peek();
        answer(exchange, status == null ? 200 : answers.remove(), "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private WorkflowShell.Result build() {
        assertThat(shell.run("Prepare build").exitCode()).isZero();
        return shell.run("Build image");
    }

    private String pushed() {
        var text = new StringBuilder();
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).body().path("sequence").asInt(-1)).isEqualTo(i);
            assertThat(chunks.get(i).body().path("step").asText()).isEqualTo("Build image");
            text.append(chunks.get(i).body().path("text").asText());
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dockerfile", "buildpacks"})
    void whatABuildPrintsArrivesWholeAndAsItIs(String builder) throws IOException {
        var printed = "#1 \"quoted\" 'too' \\n $(touch " + shell.canary() + ") `id` é 🙂\n::add-mask::x\n"
                + "a line of a build that prints a lot\n".repeat(3_000)
                + "the last one has no end";
        shell.with("builder", builder).building(printed, 0);

        var result = build();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(pushed()).isEqualTo(printed);
        assertThat(chunks).hasSizeGreaterThan(2).allSatisfy(chunk -> {
            assertThat(chunk.token()).isEqualTo("Bearer job-token-1");
            assertThat(chunk.body().path("text").asText().length()).isLessThanOrEqualTo(32_768);
        });
        assertThat(result.output()).contains(printed).doesNotContain("job-token", SECRET);
        assertThat(result.output().lines().toList().getFirst()).startsWith("::stop-commands::");
        assertThat(shell.leakedTokens()).isFalse();
        assertThat(shell.canary()).doesNotExist();
    }

    @Test
    void whatDoesNotArriveIsSentAgainUnderItsNumberAndWithAnotherToken() throws IOException {
        answers.addAll(List.of(503, 401));
        shell.building("one\ntwo\n", 0);

        var result = build();

        assertThat(result.exitCode()).isZero();
        assertThat(chunks).hasSize(3);
        assertThat(chunks)
                .extracting(chunk -> chunk.body().toString())
                .containsOnly("{\"sequence\":0,\"step\":\"Build image\",\"text\":\"one\\ntwo\\n\"}");
        assertThat(chunks).extracting(Push::token).doesNotHaveDuplicates();
    }

    @Test
    void whereNoKubeDoesNotWantToHearItTheBuildGoesOn() throws IOException {
        answers.addAll(List.of(403, 403, 403));
        shell.building("line\n".repeat(20_000), 0);

        var result = build();

        assertThat(result.exitCode()).isZero();
        assertThat(chunks).hasSize(1);
        assertThat(result.output()).contains("line\n".repeat(20_000));
    }

    @Test
    void whereNobodyAnswersTheBuildGoesOn() throws IOException {
        server.stop(0);
        shell.building("line\n", 0);

        assertThat(build().exitCode()).isZero();
        shell.run("Push image");
        var report = shell.run("Report result");
        assertThat(report.exitCode()).as(report.output()).isZero();
        assertThat(report.output().lines().toList().getLast()).startsWith("nokube-result: {");
    }

    @Test
    void aBuildThatFailsStillFailsAndIsToldToItsEnd() throws IOException {
        shell.building("ERROR: it does not compile\n", 7);

        var result = build();

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(pushed()).isEqualTo("ERROR: it does not compile\n");
        assertThat(result.output().lines().toList().getLast()).matches("::[0-9a-f]{32}::");
    }

    @Test
    void theResultIsReportedAndPrintedWhateverTheAnswer() {
        answers.add(409);

        var result = shell.runAll();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(results).hasSize(1);
        assertThat(results.getFirst().body().path("digest").asText()).isEqualTo(WorkflowShell.DIGEST);
        assertThat(results.getFirst().body().path("commit").asText()).isEqualTo(WorkflowShell.COMMIT);
        assertThat(result.output().lines().toList().getLast())
                .isEqualTo("nokube-result: " + results.getFirst().body());
        assertThat(result.output()).doesNotContain("job-token", SECRET);
        assertThat(shell.leakedTokens()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nokube.example.com", "file:///etc/passwd", "https://a b"})
    void nothingIsPushedWhereTheVariableSaysNoAddress(String address) throws IOException {
        shell.withVariable("NOKUBE_URL", address).building("line\n", 0);

        var result = shell.runAll();

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(chunks).isEmpty();
        assertThat(results).isEmpty();
        assertThat(tokens).hasValue(0);
        assertThat(shell.leakedTokens()).isFalse();
    }
}
