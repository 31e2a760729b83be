package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs `k8s/workflow/install` against a GitHub that keeps one repository's file, variables and webhooks.
class WorkflowInstallIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "token-of-the-installer";
    private static final String SECRET = "secret \"of\" the webhooks";
    private static final Path SCRIPT = Path.of("../../k8s/workflow/install");

    private record Result(int exitCode, String output) {}

    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final Map<String, String> variables = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<Integer, JsonNode> hooks = new TreeMap<>();
    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private HttpServer server;
    /// Empty: there is none.
    private volatile byte[] file = {};
    private volatile String repository = """
            {"default_branch": "main", "archived": false}""";
    private volatile String actions = """
            {"enabled": true}""";

    @BeforeAll
    static void needsWhatTheScriptNeeds() {
        assumeTrue(
                List.of("bash", "jq", "curl", "base64", "cmp").stream()
                        .allMatch(each -> List.of(System.getenv("PATH").split(":")).stream()
                                .anyMatch(folder -> Files.isExecutable(Path.of(folder, each)))),
                "needs bash, jq, curl, base64 and cmp");
    }

    @BeforeEach
    void gitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        environment.put("GITHUB_TOKEN", TOKEN);
        environment.put(
                "NOKUBE_GITHUB_API_URL",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().replace("/repos/acme/builds", "");
        var call = exchange.getRequestMethod() + " " + path;
        var body = exchange.getRequestBody().readAllBytes();
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"message\": \"Bad credentials\"}");
            return;
        }
        var refusal = refusals.get(call);
        if (refusal != null) {
            answer(exchange, refusal, "{\"message\": \"Resource not accessible by personal access token\"}");
            return;
        }
        if (!call.startsWith("GET")) {
            writes.add(call);
        }
        var sent = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        switch (call.replaceAll("/hooks/\\d+", "/hooks/N").replaceAll("variables/\\w+", "variables/X")) {
            case "GET " -> answer(exchange, 200, repository);
            case "GET /actions/permissions" -> answer(exchange, 200, actions);
            case "GET /contents/.github/workflows/build-image.yml" -> content(exchange);
            case "PUT /contents/.github/workflows/build-image.yml" -> put(exchange, sent);
            case "PATCH /actions/variables/X" -> {
                boolean there = variables.containsKey(sent.path("name").asText());
                if (there) {
                    variables.put(sent.path("name").asText(), sent.path("value").asText());
                }
                answer(exchange, there ? 204 : 404, "");
            }
            case "POST /actions/variables" -> {
                variables.put(sent.path("name").asText(), sent.path("value").asText());
                answer(exchange, 201, "{}");
            }
            case "GET /hooks" -> answer(exchange, 200, hookList());
            case "POST /hooks" -> hook(exchange, 201, hooks.size() + 7, sent);
            case "PATCH /hooks/N" -> hook(exchange, 200, Integer.parseInt(path.substring("/hooks/".length())), sent);
            default -> answer(exchange, 404, "{\"message\": \"Not Found\"}");
        }
    }

    private void content(HttpExchange exchange) throws IOException {
        var now = file;
        if (now.length == 0) {
            answer(exchange, 404, "{\"message\": \"Not Found\"}");
            return;
        }
        var answer = JSON.createObjectNode().put("sha", "sha-of-the-file").put("encoding", "base64");
        answer.put("content", Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(now) + "\n");
        answer(exchange, 200, answer.toString());
    }

    /// As GitHub does: a file that is there is only replaced by whoever knows which.
    private void put(HttpExchange exchange, JsonNode sent) throws IOException {
        boolean there = file.length > 0;
        if (there != sent.path("sha").asText().equals("sha-of-the-file")) {
            answer(exchange, 409, "{\"message\": \"does not match\"}");
            return;
        }
        file = Base64.getDecoder().decode(sent.path("content").asText());
        answer(exchange, there ? 200 : 201, "{}");
    }

    private void hook(HttpExchange exchange, int status, int id, JsonNode sent) throws IOException {
        hooks.put(id, sent);
        answer(exchange, status, "{}");
    }

    private String hookList() {
        var list = JSON.createArrayNode();
        hooks.forEach((id, hook) -> list.addObject().put("id", id).set("config", hook.path("config")));
        return list.toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Result install(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("GITHUB_") || name.startsWith("NOKUBE_") || name.equals("GH_TOKEN"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).doesNotContain(TOKEN, SECRET);
        return new Result(process.exitValue(), output);
    }

    @Test
    void oneCommandPutsTheFileIntoAnEmptyRepositoryAndSaysWhatBuildSvcIsToBeTold() throws Exception {
        var result = install("acme/builds");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo(WorkflowFile.shippedText());
        assertThat(result.output())
                .contains("is installed.", "NOKUBE_GITHUB_BUILDS_REPO=acme/builds", "NOKUBE_REGISTRY_NAMESPACE=acme");
        assertThat(variables).isEmpty();
        assertThat(hooks).isEmpty();
    }

    @Test
    void onceMoreChangesNothing() throws Exception {
        install("acme/builds");
        writes.clear();

        var result = install("acme/builds");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("is up to date.");
        assertThat(writes).isEmpty();
    }

    @Test
    void anOlderFileIsReplaced() throws Exception {
        file = "name: older\n".getBytes(StandardCharsets.UTF_8);

        var result = install("acme/builds");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("is brought up to date.");
        assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo(WorkflowFile.shippedText());
    }

    @Test
    void variablesAndTheWebhookAreMadeAndThenChanged() throws Exception {
        environment.put("NOKUBE_GITHUB_WEBHOOK_SECRET", SECRET);
        var first = install("acme/builds", "--nokube-url", "https://nokube.example.com/", "--provenance", "true");
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(hooks).hasSize(1);

        var second = install("acme/builds", "--nokube-url", "https://nokube.example.com", "--provenance", "false");

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(variables)
                .isEqualTo(Map.of("NOKUBE_URL", "https://nokube.example.com", "NOKUBE_PROVENANCE", "false"));
        assertThat(hooks).hasSize(1).allSatisfy((_, hook) -> {
            assertThat(hook.at("/config/url").asText()).isEqualTo("https://nokube.example.com/api/v1/webhooks/github");
            assertThat(hook.at("/config/secret").asText()).isEqualTo(SECRET);
            assertThat(hook.at("/config/content_type").asText()).isEqualTo("json");
            assertThat(hook.path("events").toString()).isEqualTo("[\"workflow_run\",\"workflow_job\"]");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /actions/permissions                              | 403 | 0 | is installed
            GET                                                   | 404 | 1 | acme/builds does not exist, or the token cannot see it
            PUT /contents/.github/workflows/build-image.yml       | 403 | 1 | the token needs Contents: write and Workflows: write
            PUT /contents/.github/workflows/build-image.yml       | 404 | 1 | the token needs Contents: write and Workflows: write
            PUT /contents/.github/workflows/build-image.yml       | 409 | 1 | run this again
            PUT /contents/.github/workflows/build-image.yml       | 500 | 1 | GitHub answered 500
            PATCH /actions/variables/NOKUBE_URL                   | 403 | 1 | the token needs Variables: write
            GET /hooks                                            | 404 | 1 | the token needs Webhooks: write
            """)
    void whatIsMissingIsSaid(String call, int status, int exitCode, String said) throws Exception {
        environment.put("NOKUBE_GITHUB_WEBHOOK_SECRET", SECRET);
        refusals.put(call.equals("GET") ? "GET " : call, status);

        var result = install("acme/builds", "--nokube-url", "https://nokube.example.com");

        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        assertThat(result.output()).contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"default_branch": "trunk"}                  | {"enabled": true}  | install with --ref trunk
            {"default_branch": "main", "archived": true} | {"enabled": true}  | is archived
            {"default_branch": "main"}                   | {"enabled": false} | GitHub Actions is switched off
            """)
    void aRepositoryWhereNothingWouldRunIsToldOf(String repository, String actions, String said) throws Exception {
        this.repository = repository;
        this.actions = actions;

        var result = install("acme/builds");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains(said);
        assertThat(writes).isEmpty();
    }

    @Test
    void badTokensAddressesAndArgumentsAreToldOfBeforeAnythingIsDone() throws Exception {
        assertThat(install("builds").output()).contains("must be OWNER/REPOSITORY");
        assertThat(install("acme/builds", "--nokube-url", "nokube").output()).contains("--nokube-url must be like");
        assertThat(install("acme/builds", "--ref").output()).contains("--ref needs a value");
        assertThat(install("acme/builds", "--unknown", "x")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.output()).startsWith("usage: ");
        });
        environment.put("GITHUB_TOKEN", "another-token");
        assertThat(install("acme/builds").output()).contains("GITHUB_TOKEN is wrong or has expired");
        environment.remove("GITHUB_TOKEN");
        assertThat(install("acme/builds").output()).contains("set GITHUB_TOKEN");
        environment.put("GITHUB_TOKEN", TOKEN);
        server.stop(0);
        assertThat(install("acme/builds")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output()).contains("cannot be reached");
        });
        assertThat(writes).isEmpty();
    }
}
