package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.login;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static io.nokube.gateway.it.Gateway.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// What administrators are told of the services. build-svc's place is taken by a test server; nothing is in
/// monitor-svc's.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@SuppressWarnings("NullAway.Init")
class PlatformIT {
    private static final String PLATFORM = "/api/v1/admin/platform";

    HttpService build;

    @Test
    void whoIsWellWhoIsNotAndWhoSaysNothing() {
        build.behave(request -> request.response().setStatusCode(503).end("""
                {"status": "DOWN", "checks": [
                  {"name": "GitHub", "status": "DOWN", "data": {"trouble": "GitHub does not accept NoKube's token."}},
                  {"name": "Database", "status": "UP"}]}
                """));
        JsonNode platform = json(send(as(admin(), PLATFORM)));
        assertThat(build.seen()).extracting(HttpService.Seen::target).containsExactly("/q/health/ready");
        assertThat(platform.path("status").asText()).isEqualTo("down");
        assertThat(platform.path("services").findValuesAsText("service"))
                .containsExactly("gateway", "build-svc", "monitor-svc");
        assertThat(platform.at("/services/0/status").asText()).isEqualTo("up");
        assertThat(platform.at("/services/0/checks")).isNotEmpty();
        assertThat(platform.at("/services/1/status").asText()).isEqualTo("down");
        assertThat(platform.at("/services/1/checks/0").toString())
                .isEqualTo("{\"name\":\"GitHub\",\"status\":\"down\","
                        + "\"data\":{\"trouble\":\"GitHub does not accept NoKube's token.\"}}");
        assertThat(platform.at("/services/1/checks/1/status").asText()).isEqualTo("up");
        assertThat(platform.at("/services/2").toString())
                .isEqualTo("{\"service\":\"monitor-svc\",\"number\":1,\"status\":\"silent\",\"checks\":[]}");
        build.behave();
    }

    @Test
    void rubbishIsSilence() {
        for (String rubbish : new String[] {"<html>", "", "[]", "{\"state\": \"UP\"}"}) {
            build.behave(request -> request.response().end(rubbish));
            assertThat(json(send(as(admin(), PLATFORM)))
                            .at("/services/1/status")
                            .asText())
                    .as(rubbish)
                    .isEqualTo("silent");
        }
        build.behave();
    }

    @Test
    void isForAdministrators() {
        assertThat(send(request(PLATFORM)).statusCode()).isEqualTo(401);
        assertThat(send(as(token("curious"), PLATFORM)).statusCode()).isEqualTo(403);
        assertThat(send(as(admin(), PLATFORM + "?x=1")).statusCode()).isEqualTo(400);
    }

    private static String admin() {
        return json(login("morpheus", Backends.ADMIN_PASSWORD))
                .at("/token/access_token")
                .asText();
    }
}
