package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static io.nokube.gateway.it.Strict.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Limits and other web sites' pages.
@QuarkusTest
@TestProfile(Strict.class)
@NullUnmarked // The test framework fills the fields.
class StrictIT {
    private static final String BUILDS = "/api/v1/builds";

    HttpService build;
    Relay relay;

    @BeforeEach
    void clear() {
        build.behave();
    }

    @Test
    void oneBuildTooManyHasToWaitAndReadingDoesNot() {
        String token = signedIn("192.0.2.1");
        HttpResponse<String> first = startBuild(token, BUILDS);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("ratelimit-limit")).contains("2");
        assertThat(first.headers().firstValue("ratelimit-remaining")).contains("1");
        assertThat(first.headers().firstValue("retry-after")).isEmpty();
        assertThat(startBuild(token, BUILDS + "/018f/retry").statusCode()).isEqualTo(200);

        HttpResponse<String> refused = startBuild(token, BUILDS);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(refused).path("type").asText()).endsWith("/too-many-requests");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1_700L, 1_800L);
        assertThat(refused.headers().firstValue("ratelimit-remaining")).contains("0");
        assertThat(refused.headers().firstValue("ratelimit-reset"))
                .isEqualTo(refused.headers().firstValue("retry-after"));
        assertThat(build.seen()).as("what is refused does not get there").hasSize(2);

        assertThat(send(as(token, BUILDS)).statusCode()).isEqualTo(200);
        assertThat(startBuild(signedIn("192.0.2.1"), BUILDS).statusCode())
                .as("another token of the same user")
                .isEqualTo(429);
    }

    @Test
    void anAddressThatSignsInTooOftenHasToWaitWhateverItCallsItself() {
        for (int i = 0; i < 5; i++) {
            assertThat(login("192.0.2.7", "guess" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> refused = login("192.0.2.7", "another");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(600L, 720L);
        assertThat(login("192.0.2.8", "another").statusCode()).isEqualTo(401);
        assertThat(send(request("/.well-known/jwks.json").header("X-Forwarded-For", "192.0.2.7"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theGatewaysOwnEndpointsCountByUserToo() {
        String token = signedIn("192.0.2.20");
        for (int i = 0; i < 2; i++) {
            assertThat(changePassword(token).statusCode()).isEqualTo(400);
        }

        HttpResponse<String> refused = changePassword(token);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("type").asText()).endsWith("/too-many-requests");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        assertThat(send(as(token, "/api/v1/auth/me")).statusCode()).isEqualTo(200);
    }

    /// Three at once for each user, four in all.
    @Test
    void whoeverHasTooMuchUnderWayHasToEndSomethingFirst() throws IOException {
        build.behave(request -> request.response()
                .setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .writeHead());
        String token = signedIn("192.0.2.50");
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(opened(as(token, BUILDS)));
        }

        HttpResponse<String> refused = send(as(token, BUILDS));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("type").asText()).endsWith("/too-many-requests");
        assertThat(json(refused).path("detail").asText()).contains("3 requests");
        assertThat(refused.headers().firstValue("retry-after")).contains("5");
        assertThat(send(as(token, "/api/v1/auth/me")).statusCode())
                .as("what no service has to do with")
                .isEqualTo(200);
        open.add(opened(webhook()));
        HttpResponse<String> full = send(webhook());
        assertThat(full.statusCode()).as("all that there may be").isEqualTo(503);
        assertThat(full.headers().firstValue("retry-after")).contains("5");
        assertThat(build.seen()).as("what is refused does not get there").hasSize(4);

        build.behave();
        for (InputStream stream : open) {
            stream.close();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> send(as(token, BUILDS)).statusCode() == 200);
        }
    }

    @Test
    void aListedSitesPagesMayReadAndAskFirst() {
        HttpResponse<String> answer = send(request(BUILDS).header("Origin", SITE));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(SITE);
        assertThat(answer.headers().firstValue("access-control-allow-credentials"))
                .contains("true");
        assertThat(answer.headers().allValues("vary")).contains("Origin");

        HttpResponse<String> preflight = preflight(SITE);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                .contains(SITE);
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-methods")
                        .orElseThrow())
                .contains("PATCH");
        assertThat(preflight
                        .headers()
                        .firstValue("access-control-allow-headers")
                        .orElseThrow())
                .contains("Authorization", "Idempotency-Key");

        HttpResponse<String> out = send(request("/api/v1/auth/logout")
                .header("Origin", SITE)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(build.seen()).isEmpty();
    }

    @Test
    void otherSitesAreToldNothing() {
        for (String origin : List.of(
                "https://evil.example.com",
                SITE + ".evil.test",
                SITE + ":8443",
                "http://console.example.com",
                "https://Console.example.com",
                "null",
                "*")) {
            HttpResponse<String> preflight = preflight(origin);
            assertThat(preflight.statusCode()).as(origin).isNotEqualTo(204);
            assertThat(preflight.headers().map().keySet())
                    .as(origin)
                    .noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void withoutItsDatabaseTheGatewaySaysWhenToComeBackAndServesWhatItCan() {
        String token = signedIn("192.0.2.30");
        assertThat(send(as(token, BUILDS)).statusCode()).isEqualTo(200);
        relay.cut();
        try {
            for (HttpResponse<String> answer : List.of(
                    login("192.0.2.31", "somebody"),
                    send(as(token, "/api/v1/auth/me")),
                    send(as(token, "/api/v1/auth/tokens")),
                    send(as(token, "/api/v1/admin/audit")),
                    send(as(token, "/api/v1/admin/users")),
                    send(as("nk_" + "a".repeat(43), "/api/v1/auth/me")),
                    send(as("nk_" + "a".repeat(43), BUILDS)))) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                        .isPositive();
                assertThat(json(answer).path("type").asText()).endsWith("/unavailable");
                assertThat(answer.body()).doesNotContain("Exception", "postgres", "127.0.0.1");
            }
            assertThat(send(as(token, BUILDS)).statusCode())
                    .as("who was good a moment ago still is")
                    .isEqualTo(200);
            assertThat(send(request("/.well-known/jwks.json")).statusCode()).isEqualTo(200);
        } finally {
            relay.mend();
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(as(token, "/api/v1/auth/me")).statusCode() == 200);
    }

    private static InputStream opened(HttpRequest.Builder request) {
        HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static HttpRequest.Builder webhook() {
        return json(request("/api/v1/webhooks/github"), "{}");
    }

    private static HttpResponse<String> preflight(String origin) {
        return send(request(BUILDS)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    private static HttpResponse<String> startBuild(String token, String target) {
        return send(json(as(token, target), "{}"));
    }

    private static HttpResponse<String> changePassword(String token) {
        return send(json(as(token, "/api/v1/auth/password").header("X-Forwarded-For", "192.0.2.21"), """
            {"current_password": "not this one", "new_password": "a new and longer password"}\
            """));
    }

    private static HttpResponse<String> login(String address, String username) {
        return send(json(request("/api/v1/auth/login").header("X-Forwarded-For", address), """
            {"username": "%s", "password": "not the password"}\
            """.formatted(username)));
    }

    private static String signedIn(String address) {
        HttpResponse<String> response =
                send(json(request("/api/v1/auth/login").header("X-Forwarded-For", address), """
                    {"username": "morpheus", "password": "%s"}\
                    """.formatted(
                                Backends.ADMIN_PASSWORD)));
        return json(response).at("/token/access_token").asText();
    }
}
