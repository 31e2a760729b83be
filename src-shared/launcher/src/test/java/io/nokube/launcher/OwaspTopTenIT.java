package io.nokube.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.launcher.Operations.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One or more tests for each entry of the OWASP API Security Top 10 (2023), by its number, on all services together.
/// What one service shows alone is in its own tests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled once before all tests
class OwaspTopTenIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OWNER = "keeper";
    private static final String NAMESPACE = OWNER + "-shop";
    private static final int BUILDS_AT_ONCE = 50;

    @TempDir
    static Path data;

    private Stack stack;
    private Outsider outsider;
    private Api owner;
    private String ownersSession;
    private String stranger;
    private OwnersThings things;
    private JsonNode document;

    @BeforeAll
    void start() throws Exception {
        stack = TestStack.start(data, Map.of("NOKUBE_LIMIT_USER_BUILDS", "1/h burst " + BUILDS_AT_ONCE));
        outsider = new Outsider(gateway());
        TestStack.removeNamespace(stack, NAMESPACE);
        ownersSession = TestStack.token(stack, OWNER);
        owner = TestStack.api(stack).as(ownersSession);
        stranger = TestStack.token(stack, "mallory");
        things = OwnersThings.make(owner, OWNER);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            document = owner.get("/q/openapi?format=json").body();
            return document.path("paths").has("/api/v1/builds")
                    && document.path("paths").has("/api/v1/deploy");
        });
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            TestStack.removeNamespace(stack, NAMESPACE);
            stack.close();
        }
    }

    @Test
    void api1BrokenObjectLevelAuthorization() {
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("/api/v1/projects", things.project());
        ids.put("/api/v1/builds", things.build());
        ids.put("/api/v1/deployments", things.deployment());
        ids.put("/api/v1/auth/tokens", things.tokenId());
        ids.put("/api/v1/admin/users", OWNER);
        List<Operation> operations = Operations.in(document, ids).stream()
                .filter(operation -> operation.secured() && operation.ofThing())
                .toList();
        assertThat(operations).hasSizeGreaterThan(20);
        for (Operation operation : operations) {
            HttpResponse<String> answer =
                    outsider.send(operation.method(), operation.path(), stranger, operation.body());
            // 401: what only a job of the build's run may do, with its own token.
            assertThat(answer.statusCode()).as("%s", operation).isIn(401, 403, 404);
            assertThat(answer.body()).as("%s", operation).doesNotContain(NAMESPACE, OwnersThings.SECRET, "octocat");
        }
        assertThat(owner.get("/api/v1/projects/" + things.project()).status()).isEqualTo(200);
        assertThat(owner.get("/api/v1/deployments/" + things.deployment()).status())
                .isEqualTo(200);
        assertThat(owner.get("/api/v1/builds/" + things.build()).string("status"))
                .isNotIn("cancelling", "cancelled");
        assertThat(outsider.status("GET", "/api/v1/auth/me", things.token())).isEqualTo(200);
    }

    @Test
    void api1ListsShowNothingOfOthers() {
        for (String list : List.of("projects", "builds", "deployments", "auth/tokens")) {
            for (String filter :
                    List.of("", "?project_id=" + things.project(), "?username=" + OWNER, "?owner=" + OWNER)) {
                HttpResponse<String> answer = outsider.send("GET", "/api/v1/" + list + filter, stranger, null);
                assertThat(answer.statusCode()).as(list + filter).isIn(200, 400, 404);
                assertThat(answer.body())
                        .as(list + filter)
                        .doesNotContain(things.build(), things.deployment(), NAMESPACE, OwnersThings.TOKEN);
            }
        }
    }

    @Test
    void api2BrokenAuthentication() throws Exception {
        JsonNode key = owner.get("/.well-known/jwks.json").body().path("keys").path(0);
        new Forgeries(key, stranger, OWNER)
                .all()
                .forEach((what, forged) -> assertThat(outsider.status("GET", "/api/v1/projects", forged))
                        .as(what)
                        .isEqualTo(401));
        assertThat(outsider.status("GET", "/api/v1/projects?access_token=" + things.token(), null))
                .as("a token in an address ends in logs")
                .isEqualTo(401);

        String gone = TestStack.token(stack, "leaving");
        assertThat(outsider.status("POST", "/api/v1/auth/logout", gone)).isEqualTo(204);
        await().atMost(Duration.ofSeconds(20)).until(() -> outsider.status("GET", "/api/v1/auth/me", gone) == 401);
    }

    @Test
    void api2PasswordsCannotBeGuessed() {
        TestStack.token(stack, "victim");
        HttpResponse<String> last = outsider.login("victim", "guess 0 of a password");
        for (int i = 1; i < 30 && last.statusCode() == 401; i++) {
            last = outsider.login("victim", "guess " + i + " of a password");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
        assertThat(outsider.login("victim", TestStack.PASSWORD).statusCode())
                .as("the right password tells a guesser nothing either")
                .isEqualTo(429);
    }

    @Test
    void api3BrokenObjectPropertyLevelAuthorization() {
        assertRefused(
                "owner",
                outsider.send(
                        "PATCH", "/api/v1/projects/" + things.project(), ownersSession, "{\"owner\": \"mallory\"}"));
        assertRefused(
                "id", outsider.send("PATCH", "/api/v1/projects/" + things.project(), ownersSession, "{\"id\": 1}"));
        assertRefused("owner", outsider.send("POST", "/api/v1/projects", stranger, """
                {"name": "mine", "repository_url": "https://github.com/octocat/hello-world", "owner": "%s"}\
                """.formatted(OWNER)));
        assertRefused("requested_by", outsider.send("POST", "/api/v1/builds", ownersSession, """
                {"project_id": %s, "service_name": "web", "requested_by": "mallory"}\
                """.formatted(
                        things.project())));
        assertRefused("roles", outsider.send("POST", "/api/v1/auth/register", null, """
                {"username": "riser", "email": "riser@example.test", "password": "%s", "roles": ["admin"]}\
                """.formatted(TestStack.PASSWORD)));
        HttpResponse<String> inAnothersName =
                outsider.send("POST", "/api/v1/deploy", stranger, """
                {"project_id": %s, "project_name": "shop", "username": "%s", "service_name": "web",
                 "image_name": "ghcr.io/nokube/web:1"}\
                """.formatted(things.project(), OWNER));
        assertThat(inAnothersName.statusCode()).isIn(400, 403, 404);

        assertThat(owner.get("/api/v1/auth/me").body().fieldNames())
                .toIterable()
                .doesNotContain("password", "password_hash", "generation");
        assertThat(owner.get("/api/v1/auth/tokens").text()).doesNotContain(things.token());
        assertThat(owner.get("/api/v1/deployments/" + things.deployment()).text())
                .doesNotContain(OwnersThings.SECRET);
        assertThat(owner.get("/api/v1/deployments/" + things.deployment() + "/manifests")
                        .text())
                .doesNotContain(OwnersThings.SECRET);
    }

    @Test
    void api4UnrestrictedResourceConsumption() throws IOException {
        String large = "{\"name\": \"" + "x".repeat(2 << 20) + "\"}";
        String deep = "{\"name\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        for (Operation operation : Operations.in(document, Map.of())) {
            boolean isWritten = operation.method().equals("POST") && operation.secured() && !operation.ofThing();
            if (isWritten
                    && !operation.path().endsWith("/logout")
                    && !operation.path().endsWith("/rotate")) {
                assertThat(outsider.send(operation.method(), operation.path(), stranger, large)
                                .statusCode())
                        .as("%s, large", operation)
                        .isEqualTo(413);
                assertThat(outsider.send(operation.method(), operation.path(), stranger, deep)
                                .statusCode())
                        .as("%s, deep", operation)
                        .isEqualTo(400);
            }
        }
        for (String list : List.of("projects", "builds", "deployments", "auth/tokens")) {
            assertThat(outsider.status("GET", "/api/v1/" + list + "?limit=1000000", stranger))
                    .as(list)
                    .isEqualTo(400);
        }
        HttpRequest bomb = outsider.request("POST", "/api/v1/projects", stranger)
                .header("Content-Encoding", "gzip")
                .method("POST", BodyPublishers.ofByteArray(Outsider.bomb(64 << 20)))
                .build();
        assertThat(outsider.send(bomb).statusCode()).as("64 MiB in 64 KiB").isBetween(400, 499);
    }

    /// Text that regular expressions with nested or adjoining repetitions take forever to refuse; whoever takes longer
    /// than the client waits fails the test.
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a-", "-", "a.", "a/", "/", "..", "0", " ", "\\t", "a:", "@", "%2e", "a@a.", "[", "(("})
    void api4NoTextTakesForeverToRefuse(String part) {
        String text = part.repeat(100_000 / part.length()) + "!";
        for (Map.Entry<String, String> field : Map.of(
                        "/api/v1/projects",
                                "{\"name\": \"%1$s\", \"repository_url\": \"https://github.com/%1$s\","
                                        + " \"framework\": \"%1$s\"}",
                        "/api/v1/builds",
                                "{\"project_id\": 1, \"service_name\": \"%1$s\", \"branch\": \"%1$s\","
                                        + " \"dockerfile_path\": \"%1$s\", \"image_tag\": \"%1$s\","
                                        + " \"build_args\": {\"%1$s\": \"x\"}, \"platforms\": [\"%1$s\"]}",
                        "/api/v1/deploy",
                                "{\"project_id\": 1, \"project_name\": \"%1$s\", \"username\": \"%1$s\","
                                        + " \"service_name\": \"%1$s\", \"image_name\": \"%1$s\","
                                        + " \"cpu_limit\": \"%1$s\", \"domain\": \"%1$s\"}",
                        "/api/v1/auth/tokens", "{\"name\": \"%1$s\"}",
                        "/api/v1/auth/register",
                                "{\"username\": \"%1$s\", \"email\": \"%1$s\", \"password\": \"%1$s\"}")
                .entrySet()) {
            HttpResponse<String> answer = outsider.send(
                    "POST", field.getKey(), stranger, field.getValue().formatted(text));
            assertThat(answer.statusCode()).as(field.getKey()).isEqualTo(400);
        }
    }

    @Test
    void api5BrokenFunctionLevelAuthorization() {
        List<Operation> functions = Operations.in(document, Map.of("/api/v1/admin/users", OWNER)).stream()
                .filter(operation -> operation.path().startsWith("/api/v1/admin/"))
                .toList();
        assertThat(functions).hasSizeGreaterThan(5);
        for (Operation function : functions) {
            assertThat(outsider.send(function.method(), function.path(), stranger, "{}")
                            .statusCode())
                    .as("%s", function)
                    .isEqualTo(403);
        }
        HttpRequest dressedUp = outsider.request("GET", "/api/v1/admin/users", stranger)
                .header("X-User", "admin")
                .header("X-Forwarded-User", "admin")
                .header("X-Roles", "admin")
                .header("X-HTTP-Method-Override", "GET")
                .header("X-Original-URL", "/api/v1/admin/users")
                .build();
        assertThat(outsider.send(dressedUp).statusCode()).isEqualTo(403);
    }

    @Test
    void api6UnrestrictedAccessToSensitiveBusinessFlows() {
        String eager = TestStack.token(stack, "eager");
        String theirs = JSON.createObjectNode()
                .put("name", "many")
                .put("repository_url", "https://github.com/octocat/hello-world")
                .toString();
        Api user = TestStack.api(stack).as(eager);
        String id = user.post("/api/v1/projects", theirs).string("id");
        String order = "{\"project_id\": " + id + ", \"service_name\": \"web\"}";
        for (int i = 0; i < BUILDS_AT_ONCE; i++) {
            assertThat(user.post("/api/v1/builds", "{}").status())
                    .as("what comes to nothing counts too")
                    .isEqualTo(400);
        }
        HttpResponse<String> more = outsider.send("POST", "/api/v1/builds", eager, order);
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.headers().firstValue("Retry-After")).isPresent();
        assertThat(user.get("/api/v1/builds").body().path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "https://169.254.169.254/a/b",
                "http://127.0.0.1:8081/a/b",
                "https://localhost/a/b",
                "https://[::1]/a/b",
                "https://kubernetes.default.svc/a/b",
                "https://github.com.elsewhere.test/a/b",
                "https://github.com@elsewhere.test/a/b",
                "https://elsewhere.test#@github.com/a/b",
                "https://github.com:22/a/b",
                "https://github.com/a/../../b",
                "https://github.com/a%2f..%2fb/c",
                "file:///etc/passwd",
                "ssh://git@github.com/a/b",
                "git@github.com:a/b",
                "gopher://github.com/a/b"
            })
    void api7ServerSideRequestForgery(String address) {
        assertRefused("repository_url", outsider.send("POST", "/api/v1/projects", stranger, """
                {"name": "led", "repository_url": "%s"}\
                """.formatted(address)));
        assertRefused("repository_url", outsider.send("POST", "/api/v1/builds", ownersSession, """
                {"project_id": %s, "service_name": "web", "repository_url": "%s"}\
                """.formatted(
                        things.project(), address)));
        String encoded = URLEncoder.encode(address, UTF_8);
        assertRefused(
                "repository_url",
                outsider.send("GET", "/api/v1/repositories/branches?repository_url=" + encoded, stranger, null));
    }

    @Test
    void api8SecurityMisconfiguration() {
        for (String path : List.of("/", "/api/v1/auth/me", "/api/v1/projects", "/nothing", "/api/v1/nothing")) {
            HttpResponse<String> answer = outsider.send("GET", path, null, null);
            var headers = answer.headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).as(path).isPresent();
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy ->
                            assertThat(policy).contains("frame-ancestors").doesNotContain("unsafe-eval"));
            assertThat(headers.map())
                    .as(path)
                    .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
        }
        for (String method : List.of("TRACE", "CONNECT", "PROPFIND")) {
            assertThat(new RawClient(gateway()).status(method, "/api/v1/projects", stranger))
                    .as(method)
                    .isGreaterThanOrEqualTo(400);
        }
        HttpResponse<String> broken = outsider.send("POST", "/api/v1/projects", stranger, "{\"name\": }");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body()).doesNotContain("Exception", "at io.", "jackson");
    }

    @Test
    void api9ImproperInventoryManagement() {
        String unknown = """
                /api/v2/projects /api/projects /api/v1 /api/v1/internal /api/v1/users /q/metrics /q/health/ready
                /q/dev /q/swagger-ui /metrics /debug/pprof /actuator/env /.git/config /.env""";
        for (String path : unknown.split("\\s+")) {
            HttpResponse<String> answer = outsider.send("GET", path, stranger, null);
            // The console answers for its own pages, and for them alone.
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void api10UnsafeConsumptionOfApis() {
        String delivery = "{\"action\": \"completed\", \"workflow_run\": {\"id\": 1, \"conclusion\": \"success\"}}";
        for (String signature : List.of("", "sha256=", "sha256=" + "0".repeat(64), "sha1=" + "0".repeat(40))) {
            HttpRequest.Builder request = outsider.request("POST", "/api/v1/webhooks/github", null)
                    .header("X-GitHub-Event", "workflow_run")
                    .header("X-GitHub-Delivery", "8f3d4b5e-0000-4000-8000-000000000000")
                    .method("POST", BodyPublishers.ofString(delivery));
            if (!signature.isEmpty()) {
                request.header("X-Hub-Signature-256", signature);
            }
            assertThat(outsider.send(request.build()).statusCode())
                    .as(signature)
                    .isIn(401, 403);
        }
        for (Map.Entry<String, String> push : Map.of(
                        "/log-chunks",
                        "{\"sequence\": 0, \"step\": \"Build image\", \"text\": \"x\"}",
                        "/result",
                        "{\"digest\": \"sha256:" + "0".repeat(64) + "\"}")
                .entrySet()) {
            assertThat(outsider.send(
                                    "POST",
                                    "/api/v1/builds/" + things.build() + push.getKey(),
                                    ownersSession,
                                    push.getValue())
                            .statusCode())
                    .as("the owner is not the build's job")
                    .isIn(401, 403);
        }
    }

    private static void assertRefused(String field, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(field);
    }

    private URI gateway() {
        return stack.process(Service.GATEWAY).endpoint().url();
    }
}
