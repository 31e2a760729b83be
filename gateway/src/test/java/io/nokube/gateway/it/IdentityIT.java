package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.PASSWORD;
import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.login;
import static io.nokube.gateway.it.Gateway.post;
import static io.nokube.gateway.it.Gateway.register;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static io.nokube.gateway.it.Gateway.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
class IdentityIT {
    @Test
    void registersAndKnowsWhoCalls() {
        HttpResponse<String> registered = register("neo");
        JsonNode answer = json(registered);

        assertThat(registered.statusCode()).isEqualTo(201);
        assertThat(answer.at("/user/username").asText()).isEqualTo("neo");
        assertThat(answer.at("/user/email").asText()).isEqualTo("neo@example.com");
        assertThat(answer.at("/user/roles").toString()).isEqualTo("[\"user\"]");
        assertThat(Instant.parse(answer.at("/user/created_at").asText())).isBefore(Instant.now());
        assertThat(answer.at("/token/token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.at("/token/expires_in").asLong()).isEqualTo(12 * 3600);
        assertThat(registered.body()).doesNotContain("hash", PASSWORD);

        HttpResponse<String> me = send(as(answer.at("/token/access_token").asText(), "/api/v1/auth/me"));
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(json(me)).isEqualTo(answer.at("/user"));
        assertThat(me.headers().firstValue("cache-control")).contains("no-store");
        assertThat(me.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(me.headers().firstValue("server")).isEmpty();
    }

    @Test
    void signsInByCookieAndOutAgain() {
        token("trinity");
        HttpResponse<String> signedIn = login("trinity", PASSWORD);
        String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();

        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(json(signedIn).at("/user/username").asText()).isEqualTo("trinity");
        assertThat(cookie)
                .startsWith("nokube_session=")
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Strict")
                .containsIgnoringCase("Path=/")
                .doesNotContainIgnoringCase("Secure");
        String session = cookie.split(";", 2)[0];
        assertThat(send(request("/api/v1/auth/me").header("Cookie", session)).statusCode())
                .isEqualTo(200);

        HttpResponse<String> out =
                send(request("/api/v1/auth/logout").header("Cookie", session).POST(BodyPublishers.noBody()));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("nokube_session=;")
                .containsIgnoringCase("Max-Age=0");
    }

    @Test
    void aBrokenSessionDoesNotKeepAnybodyFromSigningIn() {
        token("switch1");

        assertThat(send(json(
                                request("/api/v1/auth/login").header("Cookie", "nokube_session=rubbish"),
                                "{\"username\":\"switch1\",\"password\":\"" + PASSWORD + "\"}"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysWhatIsTaken() {
        register("tank");

        HttpResponse<String> both = register("tank");
        HttpResponse<String> email = post("/api/v1/auth/register", """
            {"username": "dozer", "email": "TANK@Example.com", "password": "%s"}\
            """.formatted(PASSWORD));

        assertThat(both.statusCode()).isEqualTo(409);
        assertThat(json(both).at("/errors").findValuesAsText("field")).containsExactly("username", "email");
        assertThat(email.statusCode()).isEqualTo(409);
        assertThat(json(email).at("/errors").findValuesAsText("field")).containsExactly("email");
    }

    @Test
    void namesEveryMistakeInARegistration() {
        HttpResponse<String> response = post("/api/v1/auth/register", """
            {"username": "neo-one", "email": "nowhere", "password": "short", "admin": true}\
            """);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(response).at("/errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("username", "email", "password", "admin");
    }

    @Test
    void refusesPasswordsThatBcryptWouldCut() {
        String accepted = "x".repeat(72);

        assertThat(registerWith("apoc", accepted).statusCode()).isEqualTo(201);
        assertThat(login("apoc", accepted + "y").statusCode()).isEqualTo(401);
        assertThat(login("apoc", accepted).statusCode()).isEqualTo(200);
        assertThat(json(registerWith("mouse", "é".repeat(37)))
                        .at("/errors/0/message")
                        .asText())
                .contains("72 bytes");
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreTheSame() {
        token("cypher");
        HttpResponse<String> wrong = login("cypher", "not the password");
        HttpResponse<String> unknown = login("nobody", "not the password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(withoutTrace(wrong)).isEqualTo(withoutTrace(unknown));
        assertThat(wrong.headers().map().keySet())
                .isEqualTo(unknown.headers().map().keySet());
        assertThat(login("Not-A-Name", "x").statusCode()).isEqualTo(401);
        assertThat(login("\\u0000", "x").statusCode()).isEqualTo(400);
    }

    @Test
    void anUnknownUserAndAWrongPasswordTakeTheSameTime() {
        token("ghost");
        List<Long> wrong = new ArrayList<>();
        List<Long> unknown = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            wrong.add(nanos(() -> login("ghost", "not the password")));
            unknown.add(nanos(() -> login("niobe", "not the password")));
        }

        double ratio = (double) median(wrong) / median(unknown);
        assertThat(ratio).as("wrong password to unknown user").isBetween(0.5, 2.0);
    }

    @Test
    void tooManyFailuresHaveToWait() {
        token("seraph");
        for (int i = 0; i < 10; i++) {
            assertThat(login("seraph", "guess number " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> response = login("seraph", PASSWORD);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(800L, 900L);
        assertThat(login("morpheus", Backends.ADMIN_PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void theConfiguredAdministratorIsThere() {
        HttpResponse<String> response = login("morpheus", Backends.ADMIN_PASSWORD);

        assertThat(json(response).at("/user/roles").toString()).isEqualTo("[\"admin\",\"user\"]");
        assertThat(json(response).at("/user/email").asText()).isEqualTo("admin@localhost");
    }

    @Test
    void showsPublicKeysOnly() {
        HttpResponse<String> response = send(request("/.well-known/jwks.json"));
        JsonNode key = json(response).at("/keys/0");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("cache-control")).contains("public, max-age=60");
        assertThat(json(response).at("/keys")).isNotEmpty();
        assertThat(key.fieldNames()).toIterable().containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e");
        assertThat(key.at("/alg").asText()).isEqualTo("RS256");
    }

    @Test
    void whoIsNobodyIsTold() {
        for (HttpResponse<String> response : List.of(
                send(request("/api/v1/auth/me")),
                send(as("rubbish", "/api/v1/auth/me")),
                send(request("/api/v1/auth/me").header("Authorization", "Basic bmVvOm5lbw==")),
                send(request("/api/v1/auth/me").header("Cookie", "nokube_session=rubbish")))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .startsWith("application/problem+json");
        }
    }

    @Test
    void anotherWebSiteCannotActInASignedInUsersName() {
        String session = "nokube_session=" + token("link");

        assertThat(logout(session, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(logout(session, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(logout(session, "Origin", "https://evil.test")).isEqualTo(403);
        assertThat(logout(session, "Origin", "null")).isEqualTo(403);
        assertThat(logout(session, "Sec-Fetch-Site", "same-origin")).isEqualTo(204);
        assertThat(logout(session, "Origin", "http://127.0.0.1:" + Gateway.port()))
                .isEqualTo(204);
    }

    private static int logout(String session, String header, String value) {
        return send(request("/api/v1/auth/logout")
                        .header("Cookie", session)
                        .header(header, value)
                        .POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private static HttpResponse<String> registerWith(String username, String password) {
        return post("/api/v1/auth/register", """
            {"username": "%s", "email": "%s@example.com", "password": "%s"}\
            """.formatted(username, username, password));
    }

    private static String withoutTrace(HttpResponse<String> response) {
        return response.body().replaceAll("\"trace_id\":\"[0-9a-f]+\"", "");
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
