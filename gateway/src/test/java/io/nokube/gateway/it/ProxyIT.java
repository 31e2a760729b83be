package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.raw;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nokube.gateway.it.HttpService.Seen;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.net.NetSocket;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backends.class)
class ProxyIT {
    HttpService build;
    RawService monitor;
    private String token;

    @BeforeEach
    void signIn() {
        build.behave();
        token = Gateway.token("neo");
    }

    @Test
    void passesTheCallOnAsItIs() {
        HttpResponse<String> response = send(as(token, "/api/v1/projects/7/x?limit=2&cursor=a%2Fb;c"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"ok\":true}");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.headers().firstValue("x-frame-options")).contains("DENY");
        assertThat(build.only().target()).isEqualTo("/api/v1/projects/7/x?limit=2&cursor=a%2Fb;c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void passesEveryMethodOn(String method) {
        var body = method.startsWith("P") ? BodyPublishers.ofString("{\"a\":1}") : BodyPublishers.noBody();
        build.behave(received -> received.body()
                .onSuccess(sent -> received.response()
                        .putHeader("x-body", sent.toString())
                        .end(method.equals("HEAD") ? "" : "done")));

        HttpResponse<String> response = send(as(token, "/api/v1/builds").method(method, body));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(method.equals("HEAD") ? "" : "done");
        assertThat(response.headers().firstValue("x-body")).contains(method.startsWith("P") ? "{\"a\":1}" : "");
        assertThat(build.only().method()).isEqualTo(method);
    }

    @Test
    void answersWithoutABodyStayWithoutOne() {
        build.behave(received -> received.response().setStatusCode(204).end());
        assertThat(send(as(token, "/api/v1/builds/1").DELETE()).statusCode()).isEqualTo(204);

        build.behave(received -> received.response()
                .setStatusCode(304)
                .putHeader("etag", "\"1\"")
                .end());
        assertThat(send(as(token, "/api/v1/builds/1")).statusCode()).isEqualTo(304);
    }

    @Test
    void onlyTheGatewaySaysWhoCalls() {
        send(as(token, "/api/v1/builds")
                .header("X-User", "admin")
                .header("x-user", "admin")
                .header("X_User", "admin")
                .header("X-Forwarded-User", "admin")
                .header("X-Remote-User", "admin")
                .header("X-Auth-Roles", "admin")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Host", "evil.test")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=203.0.113.9")
                .header("Cookie", "nokube_session=" + token + "; other=1")
                .header("Idempotency-Key", "k1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        Seen seen = build.only();
        assertThat(seen.header("authorization")).containsExactly("Bearer " + token);
        assertThat(seen.header("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(seen.header("x-forwarded-proto")).containsExactly("http");
        assertThat(seen.header("x-forwarded-host")).containsExactly("127.0.0.1:" + Gateway.port());
        assertThat(seen.header("host")).containsExactly("127.0.0.1:" + build.port());
        assertThat(seen.header("idempotency-key")).containsExactly("k1");
        assertThat(seen.header("traceparent"))
                .containsExactly("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(seen.headers())
                .extracting(header -> header.getKey().toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "x-user", "x_user", "x-forwarded-user", "x-remote-user", "x-auth-roles", "forwarded", "cookie");
    }

    @Test
    void headersThatConnectionNamesGoNoFurther() {
        Gateway.raw("GET /api/v1/builds HTTP/1.1\r\nHost: h.test\r\nAuthorization: Bearer " + token
                + "\r\nX-Private: 1\r\nX-Kept: 1\r\nConnection: close\r\nConnection: x-private, authorization\r\n\r\n");

        assertThat(build.only().header("x-private")).isEmpty();
        assertThat(build.only().header("x-kept")).containsExactly("1");
        assertThat(build.only().header("authorization")).containsExactly("Bearer " + token);
    }

    @Test
    void theCookieBecomesATokenForTheService() {
        HttpResponse<String> response = send(request("/api/v1/builds").header("Cookie", "nokube_session=" + token));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(build.only().header("authorization")).containsExactly("Bearer " + token);
        assertThat(build.only().header("cookie")).isEmpty();
    }

    @Test
    void aTraceStartsHereWhereNoneCame() {
        send(as(token, "/api/v1/builds"));

        assertThat(build.only().header("traceparent"))
                .singleElement()
                .asString()
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    @Test
    void nobodyGetsThroughWithoutBeingKnown() {
        for (String target :
                List.of("/api/v1/projects", "/api/v1/builds/1/events", "/api/v1/deploy", "/api/v1/deployments")) {
            for (HttpRequest.Builder request : List.of(
                    request(target),
                    as("rubbish", target),
                    as(token.substring(0, token.length() - 4) + "AAAA", target),
                    request(target).header("Authorization", "Basic bmVvOm5lbw=="),
                    request(target).header("Authorization", token),
                    as(token, target).header("Authorization", "Bearer other"),
                    request(target).header("X-User", "neo"),
                    request(target).header("Cookie", "nokube_session=rubbish"))) {
                HttpResponse<String> response = send(request);
                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
                assertThat(json(response).at("/instance").asText()).isEqualTo(target);
                assertThat(json(response).at("/trace_id").asText()).matches("[0-9a-f]{32}");
            }
        }
        assertThat(build.seen()).isEmpty();
    }

    @Test
    void aWebhookNeedsNoTokenAndCarriesNone() {
        HttpResponse<String> response = send(as(token, "/api/v1/webhooks/github")
                .header("X-Hub-Signature-256", "sha256=00")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(build.only().header("authorization")).isEmpty();
        assertThat(build.only().header("x-hub-signature-256")).containsExactly("sha256=00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/",
                "/api/v1/nothing",
                "/api/v1/q/health",
                "/api/v1/auth/nothing",
                "/nothing",
                "/q/health",
                "/q/metrics"
            })
    void whatIsNotListedDoesNotExist(String target) {
        HttpResponse<String> response = send(as(token, target));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/problem+json");
        assertThat(build.seen()).isEmpty();
    }

    @Test
    void theServicesBannersCookiesAndAddressStayInside() {
        build.behave(received -> received.response()
                .setStatusCode(202)
                .putHeader("Server", "quarkus")
                .putHeader("X-Powered-By", "Java")
                .putHeader("Set-Cookie", "a=b")
                .putHeader("Connection", "x-inner")
                .putHeader("X-Inner", "1")
                .putHeader("Location", "http://127.0.0.1:" + build.port() + "/api/v1/builds/1")
                .end());

        HttpResponse<String> response = send(as(token, "/api/v1/builds").POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("location")).contains("/api/v1/builds/1");
        assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by", "set-cookie", "x-inner");
    }

    @Test
    void anotherWebSiteCannotCallWithTheCookie() {
        HttpRequest.Builder forged = request("/api/v1/builds")
                .header("Cookie", "nokube_session=" + token)
                .header("Origin", "https://evil.test")
                .POST(BodyPublishers.ofString("{}"));

        assertThat(send(forged).statusCode()).isEqualTo(403);
        assertThat(build.seen()).isEmpty();
    }

    @Test
    void aServiceThatIsAwayIs503() {
        monitor.whileAway(() -> {
            HttpResponse<String> response = send(as(token, "/api/v1/deployments"));

            assertProblem(response, 503);
            assertThat(response.headers().firstValue("retry-after")).contains("5");
        });
    }

    @Test
    void aServiceThatHangsUpIs502() {
        monitor.behave(NetSocket::close);

        assertProblem(send(as(token, "/api/v1/deployments")), 502);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"
            })
    void aServiceThatTalksGarbageIs502(String garbage) {
        monitor.behave(socket -> {
            socket.write(garbage);
            socket.close();
        });

        assertProblem(send(as(token, "/api/v1/deployments")), 502);
    }

    @Test
    void aServicesOwnWordsForAStatusStayInside() {
        monitor.behave(socket -> socket.write("HTTP/1.1 202 Node\u0000 127.0.0.1\r\nContent-Length: 2\r\n\r\nok"));

        String answer = raw("GET /api/v1/deployments HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 202 Accepted\r\n").endsWith("ok");
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIs504() {
        monitor.behave(socket -> {});

        HttpResponse<String> response = send(as(token, "/api/v1/deployments"));

        assertProblem(response, 504);
        assertThat(response.headers().firstValue("retry-after")).contains("5");
    }

    @Test
    void anAnswerThatBreaksOffIsNotTakenForAWholeOne() {
        monitor.behave(socket -> {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of");
            socket.close();
        });

        assertThatThrownBy(() -> send(as(token, "/api/v1/deployments"))).isInstanceOf(UncheckedIOException.class);
    }

    private void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).at("/status").asInt()).isEqualTo(status);
        assertThat(response.body()).doesNotContain("127.0.0.1", "Exception", "netty");
    }
}
