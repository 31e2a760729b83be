package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.PASSWORD;
import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.login;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static io.nokube.gateway.it.Gateway.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Personal access tokens, and the ends of sessions.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@SuppressWarnings("NullAway.Init")
class SessionIT {
    private static final String TOKENS = "/api/v1/auth/tokens";
    private static final String ME = "/api/v1/auth/me";
    private static final String AUDIT = "/api/v1/admin/audit";
    private static final String CHANGE = "/api/v1/auth/password";
    /// More than the two seconds that are promised: a busy machine may be late, never is it early.
    private static final Duration SOON = Duration.ofSeconds(10);

    HttpService build;

    @BeforeEach
    void clear() {
        build.behave();
    }

    @Test
    void aPersonalTokenOpensWhatItsOwnerMayAndIsShownOnce() {
        String session = token("ada");
        HttpResponse<String> made = create(session, "{\"name\": \" deploy from CI \", \"expires_in_days\": 30}");
        String secret = json(made).path("token").asText();

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(secret).matches("nk_[A-Za-z0-9_-]{43}");
        assertThat(made.headers().firstValue("location"))
                .hasValueSatisfying(location ->
                        assertThat(location).endsWith(TOKENS + "/" + json(made).path("id")));
        assertThat(json(made).path("name").asText()).isEqualTo("deploy from CI");
        assertThat(Instant.parse(json(made).path("expires_at").asText()))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(30)));

        assertThat(json(send(as(secret, ME))).path("username").asText()).isEqualTo("ada");
        assertThat(send(as(secret, "/api/v1/builds")).statusCode()).isEqualTo(200);
        assertThat(build.only().header("authorization"))
                .singleElement()
                .asString()
                .as("the service gets a token that it can verify, and never the personal one")
                .startsWith("Bearer eyJ")
                .doesNotContain("nk_");

        HttpResponse<String> listed = send(as(session, TOKENS));
        assertThat(listed.body()).doesNotContain(secret);
        JsonNode only = json(listed).path("items").path(0);
        assertThat(only.path("hint").asText()).isEqualTo(secret.substring(0, 7) + "…");
        assertThat(only.path("token").isNull()).isTrue();
        await().atMost(SOON)
                .until(() -> !json(send(as(session, TOKENS)))
                        .path("items")
                        .path(0)
                        .path("last_used_at")
                        .isNull());
    }

    @Test
    void aTokenThatIsTakenBackOpensNothing() {
        String session = token("grace");
        JsonNode made = json(create(session, "{\"name\": \"ci\"}"));
        String secret = made.path("token").asText();
        String path = TOKENS + "/" + made.path("id").asText();
        assertThat(send(as(secret, ME)).statusCode()).isEqualTo(200);

        assertThat(send(as(token("mallory"), path).DELETE()).statusCode())
                .as("another's token does not exist")
                .isEqualTo(404);
        assertThat(send(as(secret, ME)).statusCode()).isEqualTo(200);
        assertThat(send(as(session, path).DELETE()).statusCode()).isEqualTo(204);

        assertThat(send(as(secret, ME)).statusCode()).isEqualTo(401);
        assertThat(send(as(secret, "/api/v1/builds")).statusCode()).isEqualTo(401);
        assertThat(send(as(session, path).DELETE()).statusCode()).isEqualTo(404);
        assertThat(send(as(session, TOKENS + "/x").DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void namesWhatIsWrongWithANewToken() {
        String session = token("linus");

        HttpResponse<String> bad = create(session, "{\"name\": \" \", \"expires_in_days\": 0, \"scope\": \"all\"}");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(fields(bad)).containsExactlyInAnyOrder("name", "expires_in_days", "scope");
        assertThat(create(session, "{\"name\": \"ci\"}").statusCode()).isEqualTo(201);
        assertThat(create(session, "{\"name\": \"ci\"}").statusCode()).isEqualTo(409);
        assertThat(fields(send(as(session, TOKENS + "?page=2")))).containsExactly("page");
        assertThat(send(request(TOKENS)).statusCode()).isEqualTo(401);
    }

    @Test
    void listsByPagesNewestFirst() {
        String session = token("donald");
        for (String name : List.of("one", "two", "three")) {
            assertThat(create(session, "{\"name\": \"" + name + "\"}").statusCode())
                    .isEqualTo(201);
        }

        JsonNode first = json(send(as(session, TOKENS + "?limit=2")));
        JsonNode second = json(send(as(
                session, TOKENS + "?limit=2&cursor=" + first.path("next_cursor").asText())));

        assertThat(names(first)).containsExactly("three", "two");
        assertThat(names(second)).containsExactly("one");
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(second.path("total").asInt()).isEqualTo(3);
    }

    @Test
    void aPersonalTokenCannotMakeOthersOrChangeThePassword() {
        String secret = json(create(token("barbara"), "{\"name\": \"ci\"}"))
                .path("token")
                .asText();

        assertThat(create(secret, "{\"name\": \"more\"}").statusCode()).isEqualTo(403);
        assertThat(change(secret, PASSWORD, "another long password").statusCode())
                .isEqualTo(403);
        assertThat(login("barbara", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsOutIsOutEverywhere() {
        String session = token("edsger");
        String other = json(login("edsger", PASSWORD)).at("/token/access_token").asText();
        assertThat(send(as(session, "/api/v1/builds")).statusCode()).isEqualTo(200);

        assertThat(send(as(session, "/api/v1/auth/logout").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);

        await().atMost(SOON).until(() -> send(as(session, ME)).statusCode() == 401);
        assertThat(send(as(session, "/api/v1/builds")).statusCode()).isEqualTo(401);
        assertThat(send(as(other, ME)).statusCode())
                .as("only this session ended")
                .isEqualTo(200);
    }

    @Test
    void aNewPasswordEndsWhatWasSignedInBefore() {
        String session = token("alan");
        String renewed = "a new and longer password";

        HttpResponse<String> wrong = change(session, "not this one at all", renewed);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(fields(wrong)).containsExactly("current_password");
        assertThat(fields(change(session, PASSWORD, "short"))).containsExactly("new_password");

        HttpResponse<String> changed = change(session, PASSWORD, renewed);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("set-cookie")).isPresent();
        String next = json(changed).at("/token/access_token").asText();

        await().atMost(SOON).until(() -> send(as(session, ME)).statusCode() == 401);
        assertThat(send(as(next, ME)).statusCode()).isEqualTo(200);
        assertThat(login("alan", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(login("alan", renewed).statusCode()).isEqualTo(200);
    }

    @Test
    void administratorsSeeWhatHappenedAndNobodyElse() {
        String session = token("margaret");
        login("margaret", "not the password");
        login("a secret typed into the wrong field", "x");
        JsonNode made = json(create(session, "{\"name\": \"ci\"}"));
        send(as(session, TOKENS + "/" + made.path("id").asText()).DELETE());
        change(session, "wrong again and again", "a new and longer password");
        send(as(session, "/api/v1/auth/logout").POST(BodyPublishers.noBody()));
        String admin = json(login("morpheus", Backends.ADMIN_PASSWORD))
                .at("/token/access_token")
                .asText();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kinds(send(as(admin, AUDIT + "?username=margaret"))))
                        .containsExactlyInAnyOrder(
                                "signed_out",
                                "password_change_failed",
                                "token_revoked",
                                "token_created",
                                "sign_in_failed",
                                "account_created"));
        JsonNode newest = json(send(as(admin, AUDIT + "?username=margaret&kind=token_created")))
                .path("items")
                .path(0);
        assertThat(newest.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(newest.path("detail").asText()).startsWith("ci nk_").endsWith("…");
        HttpResponse<String> all = send(as(admin, AUDIT + "?limit=200"));
        assertThat(all.body())
                .doesNotContain(
                        "a secret typed", "not the password", made.path("token").asText());
        JsonNode first = json(send(as(admin, AUDIT + "?limit=1")));
        JsonNode second = json(send(
                as(admin, AUDIT + "?limit=1&cursor=" + first.path("next_cursor").asText())));
        assertThat(second.path("items").path(0).path("id").asLong())
                .isLessThan(first.path("items").path(0).path("id").asLong());

        assertThat(send(as(token("eve"), AUDIT)).statusCode()).isEqualTo(403);
        assertThat(send(request(AUDIT)).statusCode()).isEqualTo(401);
        assertThat(fields(send(as(admin, AUDIT + "?kind=everything")))).containsExactly("kind");
        assertThat(fields(send(as(admin, AUDIT + "?username=a%00b")))).containsExactly("username");
    }

    private static List<String> kinds(HttpResponse<String> response) {
        List<String> kinds = new ArrayList<>();
        json(response).path("items").forEach(item -> kinds.add(item.path("kind").asText()));
        return kinds;
    }

    private static HttpResponse<String> create(String session, String body) {
        return send(json(as(session, TOKENS), body));
    }

    private static HttpResponse<String> change(String session, String present, String renewed) {
        return send(json(as(session, CHANGE), """
                {"current_password": "%s", "new_password": "%s"}""".formatted(present, renewed)));
    }

    private static List<String> fields(HttpResponse<String> response) {
        List<String> fields = new ArrayList<>();
        json(response)
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("items").forEach(item -> names.add(item.path("name").asText()));
        return names;
    }
}
