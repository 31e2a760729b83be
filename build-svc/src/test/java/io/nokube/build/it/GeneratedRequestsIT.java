package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.sandbox.github.Dispatch;
import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/// Ten thousand requests for builds, drawn from what is right, what nearly is, and what somebody hostile would try.
/// `-Dnokube.seed=1` draws the same again.
@QuarkusTest
@WithTestResource(GeneratedRequestsIT.Generous.class)
@SuppressWarnings("NullAway.Init")
class GeneratedRequestsIT {
    private static final Logger LOG = Logger.getLogger(GeneratedRequestsIT.class);
    private static final Client USER = Client.user("generator");
    private static final int REQUESTS = 10_000;
    private static final int AT_ONCE = 8;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Map<String, List<String>> RIGHT = new TreeMap<>(Map.of(
            "service_name", List.of("web", "a", "front-end"),
            "repository_url", List.of("https://github.com/amzhm/shop", "https://github.com/a/b.git"),
            "branch", List.of("main", "feature/x", "release-1.2", "größe"),
            "dockerfile_path", List.of("Dockerfile", "docker/prod file/Dockerfile", "a..b"),
            "context_path", List.of(".", "sub/dir"),
            "image_tag", List.of("latest", "1.2.3", "_x")));

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\u0000",
            "\uD800",
            "\n",
            "\u202Eevil",
            "$(touch /tmp/x)",
            "`id`",
            "; rm -rf /",
            "' or 1=1 --",
            "${{ secrets.GITHUB_TOKEN }}",
            "${jndi:ldap://127.0.0.1/x}",
            "../../etc/passwd",
            "/etc/passwd",
            "..",
            "a/../b",
            "-x",
            "--help",
            "a b",
            "A".repeat(5_000),
            "nobody/web",
            "ghcr.io/other/image:1",
            "https://evil.example/a/b",
            "https://github.com@evil.example/a/b",
            "https://github.com/a/b/../c",
            "file:///etc/passwd",
            "::set-output name=x::y",
            "<script>alert(1)</script>",
            "0x10",
            "1e999",
            "true",
            "null");

    /// A GitHub of its own: so many builds use up what others would need of the hour's requests.
    public static class Generous extends Platform {
        @Override
        protected Options options() {
            return super.options().withHourlyLimit(1_000_000);
        }
    }

    SandboxGitHub gitHub;

    @TestHTTPResource("/")
    String base;

    @Test
    void areAcceptedOrRefusedAndNeverBreakAnything() throws Exception {
        long seed = Long.getLong("nokube.seed", System.nanoTime());
        LOG.infof("-Dnokube.seed=%d", seed);
        Random random = new Random(seed);
        int project = USER.createProject("generated");
        int before = gitHub.dispatches().size();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            bodies.add(body(project, random));
        }

        Map<Integer, Integer> answers = send(bodies);

        LOG.infof("Answers: %s", answers);
        assertThat(answers.keySet()).as("answers").allMatch(status -> status == 202 || status / 100 == 4);
        assertThat(answers.keySet()).as("both kinds are drawn").contains(202, 400);
        int accepted = answers.getOrDefault(202, 0);
        await().atMost(Duration.ofMinutes(2)).until(() -> gitHub.dispatches().size() - before >= accepted);
        List<Dispatch> dispatched =
                gitHub.dispatches().subList(before, gitHub.dispatches().size());
        assertThat(dispatched).hasSize(accepted).allSatisfy(GeneratedRequestsIT::isHarmless);
    }

    /// Whatever was asked for: the image is this user's, paths stay inside the repository, and the repository is one of
    /// GitHub's.
    private static void isHarmless(Dispatch dispatch) {
        Map<String, String> inputs = dispatch.inputs();
        assertThat(inputs.get("image"))
                .matches("ghcr\\.io/amzhm/generator-generated-[a-z0-9-]+:[A-Za-z0-9_][A-Za-z0-9._-]*");
        assertThat(inputs.get("repository")).matches("[A-Za-z0-9-]+/[A-Za-z0-9._-]+");
        for (String path : List.of("dockerfile_path", "context_path")) {
            assertThat("/" + inputs.getOrDefault(path, ".") + "/")
                    .doesNotContain("/../", "//", "\n", "\u0000")
                    .doesNotStartWith("/-");
        }
        assertThat(inputs.get("branch")).doesNotStartWith("-").doesNotContain("..", " ", "\n");
    }

    private Map<Integer, Integer> send(List<String> bodies) throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Integer>> sent = bodies.stream()
                    .map(body -> senders.submit(() -> client.send(request(body), HttpResponse.BodyHandlers.discarding())
                            .statusCode()))
                    .toList();
            for (Future<Integer> answer : sent) {
                answers.merge(answer.get(), 1, Integer::sum);
            }
        }
        return answers;
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(base + "api/v1/builds"))
                .header("Authorization", "Bearer " + USER.token())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String body(int project, Random random) {
        ObjectNode body = JSON.objectNode();
        body.set("project_id", random.nextInt(20) == 0 ? strange(random) : JSON.numberNode(project));
        RIGHT.forEach((field, values) -> {
            int dice = random.nextInt(20);
            if (dice < 5) {
                body.set(field, strange(random));
            } else if (dice < 13 || field.equals("service_name")) {
                body.put(field, values.get(random.nextInt(values.size())));
            }
        });
        if (random.nextInt(4) == 0) {
            body.set("build_args", args(random));
        }
        if (random.nextInt(4) == 0) {
            body.put("has_dockerfile", false).put("dockerfile_content", "FROM scratch\n" + hostile(random));
        }
        if (random.nextInt(6) == 0) {
            body.set("platforms", random.nextBoolean() ? strange(random) : platforms(random));
        }
        if (random.nextInt(40) == 0) {
            body.set(hostile(random), strange(random));
        }
        return garble(random).apply(body.toString());
    }

    /// Of every fifty, some are no JSON, or not all of it.
    private static UnaryOperator<String> garble(Random random) {
        return switch (random.nextInt(50)) {
            case 0 -> text -> text.substring(0, text.length() / 2);
            case 1 -> text -> text + text;
            case 2 -> _ -> "[".repeat(3_000);
            case 3 -> _ -> "null";
            default -> text -> text;
        };
    }

    private static String hostile(Random random) {
        return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private static ObjectNode args(Random random) {
        ObjectNode args = JSON.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            args.put(random.nextInt(6) == 0 ? hostile(random) : "ARG_" + i, hostile(random));
        }
        return args;
    }

    private static ArrayNode platforms(Random random) {
        ArrayNode platforms = JSON.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            platforms.add(List.of("linux/amd64", "linux/arm64", "linux/amiga").get(random.nextInt(3)));
        }
        return platforms;
    }

    /// A value of any type.
    private static JsonNode strange(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(random.nextLong());
            case 2 -> JSON.numberNode(-1.5e300);
            case 3 -> JSON.booleanNode(random.nextBoolean());
            case 4 -> JSON.arrayNode().add(hostile(random)).add(1);
            case 5 -> JSON.objectNode().put(hostile(random), hostile(random));
            default -> JSON.textNode(hostile(random));
        };
    }
}
