package io.nokube.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The sandbox's jobs tell NoKube what they print, as those of the shipped workflow do.
class SandboxPushIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Push(String path, String token, JsonNode body) {}

    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private HttpServer noKube;
    private SandboxGitHub gitHub;
    private Api api;
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        noKube = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        noKube.createContext("/", exchange -> {
            var token = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
            pushes.add(new Push(exchange.getRequestURI().getPath(), token, JSON.readTree(exchange.getRequestBody())));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        noKube.start();
        gitHub = SandboxGitHub.start(Options.defaults().withRunTime(Duration.ofSeconds(4)));
        gitHub.pushTo("http://127.0.0.1:" + noKube.getAddress().getPort() + "/");
        api = Api.of(gitHub);
    }

    @AfterEach
    void stop() {
        gitHub.close();
        noKube.stop(0);
    }

    @Test
    void linesComeWhileTheStepRunsAndTheResultAtTheEnd() {
        var id = api.dispatched(Api.body("b-1", "acme/shop"));

        await().until(() -> !of("result").isEmpty());
        await().until(() -> api.run(id).path("status").asText().equals("completed"));

        var chunks = of("log-chunks");
        assertThat(chunks).hasSizeGreaterThan(1);
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).body().path("sequence").asInt(-1)).isEqualTo(i);
            assertThat(chunks.get(i).body().path("step").asText()).isEqualTo("Build image");
        }
        var log = api.log(id).replaceAll("(?m)^\\S+Z ", "");
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.body().path("text").asText()));
        assertThat(log).contains(text).doesNotContain("::add");
        assertThat(text.toString()).startsWith("#0 building with").endsWith("#9 DONE 0.1s\n");
        assertThat(of("result").getFirst().body().path("digest").asText()).isEqualTo(SandboxGitHub.digestOf("b-1"));
        assertThat(of("result").getFirst().body().path("commit").asText())
                .isEqualTo(SandboxGitHub.commitOf("acme/shop", "main"));
    }

    @Test
    void itsTokensAreSignedAndSayWhichRunItIs() throws Exception {
        var id = api.dispatched(Api.body("b-1", "acme/shop"));
        await().until(() -> !pushes.isEmpty());

        JwtClaims claims = verified(pushes.getFirst().token());

        assertThat(claims.getStringClaimValue("run_id")).isEqualTo(String.valueOf(id));
        assertThat(claims.getStringClaimValue("repository")).isEqualTo("acme/builds");
        assertThat(claims.getStringClaimValue("job_workflow_ref"))
                .isEqualTo("acme/builds/.github/workflows/build-image.yml@refs/heads/main");
        assertThat(verified(gitHub.jobToken("b-1", Map.of("run_id", "7"))).getStringClaimValue("run_id"))
                .isEqualTo("7");
    }

    private JwtClaims verified(String token) throws Exception {
        var keys =
                new JsonWebKeySet(api.get("/_services/token/.well-known/jwks").body()).getJsonWebKeys();
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setExpectedIssuer(true, gitHub.oidcIssuer())
                .setExpectedAudience(true, "nokube")
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }

    @Test
    void whatIsNotTakenIsSentAgainUnderItsNumber() {
        status = 503;
        api.dispatched(Api.body("b-1", "acme/shop"));
        await().until(() -> of("log-chunks").size() > 1);
        assertThat(of("log-chunks"))
                .extracting(push -> push.body().path("sequence").asInt(-1))
                .containsOnly(0);
        status = 200;
        await().until(() -> of("log-chunks").getLast().body().path("sequence").asInt() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fails-build", "fails-silent"})
    void whatMadeNothingReportsNoResult(String repository) {
        var id = api.dispatched(Api.body("b-1", "acme/" + repository));
        await().until(() -> api.run(id).path("status").asText().equals("completed"));

        assertThat(of("log-chunks")).isNotEmpty();
        assertThat(of("result")).isEmpty();
    }

    private List<Push> of(String what) {
        return pushes.stream()
                .filter(push -> push.path().equals("/api/v1/builds/b-1/" + what))
                .toList();
    }
}
