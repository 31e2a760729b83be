package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.PASSWORD;
import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.login;
import static io.nokube.gateway.it.Gateway.register;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What administrators do with accounts, and how accounts end.
@QuarkusTest
@QuarkusTestResource(Backends.class)
class AccountsIT {
    private static final String USERS = "/api/v1/admin/users";
    private static final String KEYS = "/api/v1/admin/keys";
    private static final String ME = "/api/v1/auth/me";
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void administratorsSeeAllAccountsNewestFirstAndNobodyElseDoes() {
        String ordinary = token("joan");
        token("jean");
        JsonNode first = json(send(as(admin(), USERS + "?limit=1")));
        JsonNode second = json(send(as(
                admin(),
                USERS + "?limit=200&cursor=" + first.path("next_cursor").asText())));

        assertThat(first.path("items").path(0).path("username").asText()).isEqualTo("jean");
        assertThat(names(second)).startsWith("joan").contains("morpheus").doesNotContain("jean");
        assertThat(first.path("total").asInt()).isEqualTo(names(second).size() + 1);
        assertThat(first.path("items").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("username", "email", "roles", "disabled", "created_at");

        assertThat(send(as(ordinary, USERS)).statusCode()).isEqualTo(403);
        assertThat(change(ordinary, "joan", "{\"roles\": [\"user\", \"admin\"]}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request(USERS)).statusCode()).isEqualTo(401);
        assertThat(send(as(admin(), USERS + "?page=1")).statusCode()).isEqualTo(400);
    }

    @Test
    void otherRolesCountWithinSeconds() {
        String before = token("katherine");
        String admin = admin();
        HttpResponse<String> raised = change(admin, "katherine", "{\"roles\": [\"user\", \"admin\"]}");
        assertThat(raised.statusCode()).isEqualTo(200);
        assertThat(json(raised).path("roles").toString()).isEqualTo("[\"admin\",\"user\"]");
        await().atMost(SOON).until(() -> send(as(before, ME)).statusCode() == 401);

        String raisedToken = signedIn("katherine");
        assertThat(send(as(raisedToken, USERS)).statusCode()).isEqualTo(200);
        assertThat(change(admin, "katherine", "{\"roles\": [\"user\"]}").statusCode())
                .isEqualTo(200);
        await().atMost(SOON).until(() -> send(as(raisedToken, USERS)).statusCode() == 401);
        assertThat(send(as(signedIn("katherine"), USERS)).statusCode()).isEqualTo(403);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(send(as(admin, "/api/v1/admin/audit?username=katherine"))
                                .body())
                        .contains("account_changed", "roles=user by=morpheus"));
    }

    @Test
    void aDisabledAccountOpensNothingUntilItIsOpenedAgain() {
        String session = token("hedy");
        String secret = json(send(json(as(session, "/api/v1/auth/tokens"), "{\"name\": \"ci\"}")))
                .path("token")
                .asText();
        assertThat(send(as(secret, ME)).statusCode()).isEqualTo(200);
        String admin = admin();

        assertThat(json(change(admin, "hedy", "{\"disabled\": true}"))
                        .path("disabled")
                        .asBoolean())
                .isTrue();
        await().atMost(SOON).until(() -> send(as(session, ME)).statusCode() == 401);
        await().atMost(SOON).until(() -> send(as(secret, "/api/v1/builds")).statusCode() == 401);
        assertThat(login("hedy", PASSWORD).statusCode()).isEqualTo(403);
        assertThat(login("hedy", "not the password").statusCode())
                .as("told to nobody else")
                .isEqualTo(401);

        assertThat(change(admin, "hedy", "{\"disabled\": false}").statusCode()).isEqualTo(200);
        assertThat(login("hedy", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(send(as(session, ME)).statusCode())
                .as("what was signed out stays so")
                .isEqualTo(401);
        await().atMost(SOON).until(() -> send(as(secret, ME)).statusCode() == 200);
    }

    @Test
    void theLastAdministratorStays() {
        String admin = admin();

        assertThat(change(admin, "morpheus", "{\"roles\": [\"user\"]}").statusCode())
                .isEqualTo(409);
        assertThat(change(admin, "morpheus", "{\"disabled\": true}").statusCode())
                .isEqualTo(409);
        assertThat(delete(admin, Backends.ADMIN_PASSWORD).statusCode()).isEqualTo(409);
        assertThat(send(as(admin, USERS)).statusCode()).isEqualTo(200);
    }

    @Test
    void namesWhatIsWrongWithAChange() {
        String admin = admin();

        assertThat(fields(change(admin, "joan", "{}"))).containsExactly("roles");
        assertThat(fields(change(admin, "joan", "{\"roles\": [\"root\"], \"owner\": 1}")))
                .containsExactlyInAnyOrder("roles", "owner");
        assertThat(fields(change(admin, "joan", "{\"roles\": [\"admin\"]}"))).containsExactly("roles");
        assertThat(fields(change(admin, "joan", "{\"roles\": [\"user\", null]}")))
                .containsExactly("roles");
        assertThat(change(admin, "nobodyatall", "{\"disabled\": true}").statusCode())
                .isEqualTo(404);
        assertThat(change(admin, "No-Name", "{\"disabled\": true}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whoDeletesTheAccountIsOutAndNobodyGetsTheName() {
        String session = token("rosalind");
        String secret = json(send(json(as(session, "/api/v1/auth/tokens"), "{\"name\": \"ci\"}")))
                .path("token")
                .asText();
        assertThat(send(as(session, "/api/v1/builds")).statusCode()).isEqualTo(200);

        assertThat(fields(send(as(session, ME)
                        .method("DELETE", BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json"))))
                .containsExactly("password");
        assertThat(fields(delete(session, "not the password"))).containsExactly("password");
        assertThat(delete(secret, PASSWORD).statusCode()).isEqualTo(403);
        HttpResponse<String> deleted = delete(session, PASSWORD);
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.headers().firstValue("set-cookie").orElseThrow()).containsIgnoringCase("Max-Age=0");

        await().atMost(SOON).until(() -> send(as(session, ME)).statusCode() == 401);
        await().atMost(SOON).until(() -> send(as(secret, "/api/v1/builds")).statusCode() == 401);
        assertThat(send(as(session, "/api/v1/builds")).statusCode()).isEqualTo(401);
        assertThat(login("rosalind", PASSWORD).statusCode()).isEqualTo(401);
        HttpResponse<String> again = register("rosalind");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(fields(again))
                .as("the email address is free, the name never")
                .containsExactly("username");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(send(as(admin(), "/api/v1/admin/audit?username=rosalind"))
                                .body())
                        .contains("account_deleted", "account_deletion_failed"));
    }

    @Test
    void administratorsMayReplaceTheSigningKey() {
        String session = token("ruth");
        HttpResponse<String> rotated = rotate(admin());

        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(send(request("/.well-known/jwks.json")).body())
                .contains(json(rotated).path("kid").asText());
        assertThat(send(as(session, ME)).statusCode()).isEqualTo(200);
        assertThat(rotate(session).statusCode()).isEqualTo(403);
        assertThat(send(request("/api/v1/admin/keys/rotate").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(send(as(admin(), "/api/v1/admin/audit?kind=key_rotated"))
                                .body())
                        .contains(json(rotated).path("kid").asText()));
    }

    @Test
    void administratorsMayRevokeAKeyThatLeaked() {
        String session = token("annie");
        String secret = json(send(json(as(session, "/api/v1/auth/tokens"), "{\"name\": \"ci\"}")))
                .path("token")
                .asText();
        String admin = admin();
        String kid = json(send(as(admin, KEYS)))
                .path("items")
                .findValuesAsText("kid")
                .getLast();
        assertThat(send(as(session, KEYS)).statusCode()).isEqualTo(403);
        assertThat(revoke(session, kid)).isEqualTo(403);
        assertThat(revoke(admin, "no-such-key")).isEqualTo(404);
        List<String> signed = List.of(session, admin);

        for (String each : json(send(as(admin, KEYS))).path("items").findValuesAsText("kid")) {
            assertThat(revoke(admin(), each)).isEqualTo(204);
        }

        for (String token : signed) {
            await().atMost(SOON).until(() -> send(as(token, ME)).statusCode() == 401);
            assertThat(send(as(token, "/api/v1/builds")).statusCode()).isEqualTo(401);
        }
        assertThat(send(request("/.well-known/jwks.json")).body()).doesNotContain(kid);
        assertThat(send(as(signedIn("annie"), ME)).statusCode())
                .as("another key signs at once")
                .isEqualTo(200);
        assertThat(send(as(secret, ME)).statusCode())
                .as("is no token that a key signed")
                .isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(send(as(admin(), "/api/v1/admin/audit?kind=key_revoked"))
                                .body())
                        .contains(kid));
    }

    private static int revoke(String token, String kid) {
        return send(as(token, KEYS + "/" + kid).DELETE()).statusCode();
    }

    private static HttpResponse<String> rotate(String token) {
        return send(as(token, "/api/v1/admin/keys/rotate").POST(BodyPublishers.noBody()));
    }

    private static HttpResponse<String> delete(String token, String password) {
        return send(as(token, ME)
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofString("{\"password\": \"" + password + "\"}")));
    }

    private static HttpResponse<String> change(String token, String username, String body) {
        return send(as(token, USERS + "/" + username)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private static String admin() {
        return json(login("morpheus", Backends.ADMIN_PASSWORD))
                .at("/token/access_token")
                .asText();
    }

    private static String signedIn(String username) {
        return json(login(username, PASSWORD)).at("/token/access_token").asText();
    }

    private static List<String> fields(HttpResponse<String> response) {
        return new ArrayList<>(json(response).path("errors").findValuesAsText("field"));
    }

    private static List<String> names(JsonNode page) {
        return page.path("items").findValuesAsText("username");
    }
}
