package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.nokube.launcher.Operations.Operation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every operation that the API describes, asked by those who may not, in every spelling, through the gateway and at
/// the
/// service itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled once before all tests
class EveryOperationIT {
    /// Spellings that two readers could read in two ways; `@` stands for the path. Nobody gets anywhere with them.
    private static final List<String> UNCLEAR = List.of(
            "@;",
            "@;x",
            "@;x=1",
            "@;/..",
            "@/;",
            "/;@",
            "@%3b",
            "@%3Bx=1",
            "/@",
            "//@",
            "@//",
            "@//x",
            "@/./",
            "@/.",
            "@/..",
            "/.@",
            "/..@",
            "@/../",
            "/x/..@",
            "/x/../..@",
            "/api/v1/auth/login/../../../..@",
            "/./@",
            "@/%2e",
            "@/%2e%2e",
            "@/%2E%2E/x",
            "/%2e@",
            "/%2e%2e@",
            "/x/%2e%2e@",
            "@/.%2e",
            "@/%2e.",
            "@%2f",
            "@%2F",
            "/%2f@",
            "@%2f..%2f",
            "@%5c",
            "@%5C..",
            "@\\",
            "\\@",
            "@\\..",
            "@%00",
            "@%00.json",
            "/%00@",
            "@%25",
            "@%252f",
            "@%252e%252e",
            "@%253b",
            "@%25%32%66",
            "@#",
            "@#x",
            "#@",
            "@\u00e9",
            "/\u00e9@",
            "@\u00ad",
            "@\u2215x",
            "\uff0f@",
            "@\u0001",
            "@\u007f",
            "@\tx",
            "/\t@",
            "@%c0%af",
            "@%c0%ae/",
            "*",
            "http://nokube.test@",
            "https://elsewhere.test@",
            "//elsewhere.test@",
            "nokube.test:80",
            "?@",
            "api/v1");
    /// Spellings that a router may take for the path itself: whoever is nobody gets nowhere with them either.
    private static final List<String> LENIENT =
            List.of("@", "@/", "@?", "@?x=1", "@?;", "@?..", "@?%00", "@.json", "@%20", "@+", "@~", "@:", "@,");

    @TempDir
    static Path data;

    private Stack stack;
    private String owner;
    private String stranger;
    private JsonNode document;
    private List<Operation> operations;

    @BeforeAll
    void start() throws Exception {
        stack = TestStack.start(data);
        owner = TestStack.token(stack, "owner");
        stranger = TestStack.token(stack, "stranger");
        Api api = TestStack.api(stack).as(owner);
        String project = api.post("/api/v1/projects", """
            {"name": "myapp", "repository_url": "https://github.com/octocat/hello-world"}\
            """).string("id");
        String build = api.post("/api/v1/builds", """
            {"project_id": %s, "service_name": "frontend"}\
            """.formatted(project)).string("build_id");
        assertThat(build).isNotEmpty();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            document = api.get("/q/openapi?format=json").body();
            return document.path("paths").has("/api/v1/builds")
                    && document.path("paths").has("/api/v1/deploy");
        });
        operations = Operations.in(
                document,
                Map.of(
                        "/api/v1/projects",
                        project,
                        "/api/v1/builds",
                        build,
                        "/api/v1/deployments",
                        "4b1cbb0e-3f5f-4d7e-9a41-7b6f2f0f2f11",
                        "/api/v1/admin/users",
                        "owner"));
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void nobodyGetsAnythingInAnySpelling() {
        assertThat(UNCLEAR.size() + LENIENT.size()).isGreaterThanOrEqualTo(60);
        assertThat(operations).hasSizeGreaterThan(30);
        List<String> answered = new ArrayList<>();
        for (Operation operation : operations) {
            tryAll(UNCLEAR, operation, url(Service.GATEWAY), null, answered);
            tryAll(UNCLEAR, operation, url(operation.service()), null, answered);
            if (operation.secured()) {
                tryAll(LENIENT, operation, url(Service.GATEWAY), null, answered);
                tryAll(LENIENT, operation, url(operation.service()), null, answered);
                tryAll(List.of(upperCase(operation)), operation, url(operation.service()), null, answered);
            }
        }

        assertThat(answered).isEmpty();
    }

    /// What Quarkus would refuse before any of NoKube sees it, and with an empty answer.
    @Test
    void aQueryThatIsNoneIsAProblemEverywhere() {
        for (Operation operation : operations) {
            for (URI server : List.of(url(Service.GATEWAY), url(operation.service()))) {
                RawAnswer answer =
                        new RawClient(server).answer(operation.method(), operation.path() + "?limit=%zz", owner);

                assertThat(answer.status()).as("%s at %s", operation, server).isEqualTo(400);
                assertThat(answer.json().path("type").asText())
                        .as("%s at %s", operation, server)
                        .endsWith("/malformed");
                assertThat(answer.json().path("detail").asText()).contains("query");
                assertThat(answer.json().path("instance").asText()).isEqualTo(operation.path());
            }
        }
    }

    /// RFC 9110, section 15.5.6.
    @Test
    void whoeverAsksWithAnotherMethodIsToldWhichThereAre() {
        Map<String, List<Operation>> paths = operations.stream()
                .filter(operation -> operation.path().startsWith("/api/v1/"))
                .collect(Collectors.groupingBy(Operation::path));
        assertThat(paths).hasSizeGreaterThan(20);
        paths.forEach((path, known) -> {
            Set<String> methods = known.stream().map(Operation::method).collect(Collectors.toSet());
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            for (URI server : List.of(url(Service.GATEWAY), url(known.getFirst().service()))) {
                var answer = new Outsider(server).send("PUT", path, owner, "{}");

                assertThat(answer.statusCode()).as("%s at %s", path, server).isEqualTo(405);
                assertThat(answer.headers().firstValue("allow").orElse("").split(", "))
                        .as("%s at %s", path, server)
                        .containsAll(methods)
                        .doesNotContain("PUT");
            }
        });
    }

    @Test
    void whoIsNobodyIsToldToSignIn() {
        for (Operation operation : operations) {
            if (operation.secured()) {
                for (URI server : List.of(url(Service.GATEWAY), url(operation.service()))) {
                    assertThat(new RawClient(server).status(operation.method(), operation.path(), null))
                            .as("%s at %s", operation, server)
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void anotherUserGetsNothingOfWhatIsNotHisInAnySpelling() {
        List<String> answered = new ArrayList<>();
        int tried = 0;
        for (Operation operation : operations) {
            tryAll(UNCLEAR, operation, url(Service.GATEWAY), stranger, answered);
            if (operation.secured() && operation.ofThing()) {
                tryAll(LENIENT, operation, url(Service.GATEWAY), stranger, answered);
                tryAll(LENIENT, operation, url(operation.service()), stranger, answered);
                tried++;
            }
        }

        assertThat(answered).isEmpty();
        assertThat(tried).isGreaterThan(15);
        for (Operation operation : operations) {
            boolean ownersBuild = operation.method().equals("GET") && operation.service() == Service.BUILD;
            if (ownersBuild && operation.ofThing() && operation.secured()) {
                assertThat(new RawClient(url(Service.GATEWAY)).status("GET", operation.path(), owner))
                        .as("%s is there for its owner", operation)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aForgedTokenOpensNothing() throws Exception {
        JsonNode key = TestStack.api(stack)
                .get("/.well-known/jwks.json")
                .body()
                .path("keys")
                .path(0);
        List<Operation> few = operations.stream()
                .filter(operation -> operation.secured() && operation.method().equals("GET"))
                .toList();
        assertThat(few.size()).isGreaterThan(10);
        for (Map.Entry<String, String> forged :
                new Forgeries(key, stranger, "owner").all().entrySet()) {
            for (Operation operation : few) {
                for (URI server : List.of(url(Service.GATEWAY), url(operation.service()))) {
                    assertThat(new RawClient(server).status("GET", operation.path(), forged.getValue()))
                            .as("%s, %s at %s", forged.getKey(), operation, server)
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void nobodyGivesHimselfRolesOrThings() {
        Api nobody = TestStack.api(stack);
        for (String field : List.of(
                "\"roles\": [\"admin\"]",
                "\"admin\": true",
                "\"groups\": [\"admin\"]",
                "\"created_at\": \"2020-01-01T00:00:00Z\"",
                "\"generation\": -1",
                "\"disabled\": false")) {
            Api.Answer answer = nobody.post("/api/v1/auth/register", """
                {"username": "mallory", "email": "mallory@example.test", "password": "%s", %s}\
                """.formatted(TestStack.PASSWORD, field));
            assertThat(answer.status()).as(field).isEqualTo(400);
        }
        Api.Answer project = nobody.as(stranger).post("/api/v1/projects", """
            {"name": "theirs", "repository_url": "https://github.com/octocat/hello-world", "owner": "owner"}\
            """);
        assertThat(project.status()).isEqualTo(400);
        assertThat(project.text()).contains("owner");
    }

    private void tryAll(
            List<String> spellings, Operation operation, URI server, @Nullable String token, List<String> answered) {
        RawClient client = new RawClient(server);
        for (String spelling : spellings) {
            String target = spelling.replace("@", operation.path());
            int status = client.status(operation.method(), target, token);
            if (status >= 200 && status < 300) {
                answered.add(status + " " + operation.method() + " " + target + " at " + server);
            }
        }
    }

    private static String upperCase(Operation operation) {
        return operation.path().replace("/api/v1", "/API/v1");
    }

    private URI url(Service service) {
        return stack.process(service).endpoint().url();
    }
}
