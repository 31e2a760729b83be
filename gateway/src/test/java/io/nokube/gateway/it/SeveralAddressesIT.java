package io.nokube.gateway.it;

import static io.nokube.gateway.it.Gateway.as;
import static io.nokube.gateway.it.Gateway.json;
import static io.nokube.gateway.it.Gateway.request;
import static io.nokube.gateway.it.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Handler;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// monitor-svc is in two places: one that is always well, and one that is not.
@QuarkusTest
@TestProfile(Strict.class)
@NullUnmarked // The test framework fills the fields.
class SeveralAddressesIT {
    private static final String READ = "/api/v1/deployments";
    private static final String WRITE = "/api/v1/deployments/1/restart";

    HttpService build;
    RawService monitor;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAddressThatFailsIsLeftOutUntilItIsWell() {
        String token = signedIn();
        build.behave(received -> received.body()
                .onSuccess(body ->
                        received.response().putHeader("x-body", body.toString()).end("well")));

        other(socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"));
        assertThat(read(token, 4)).as("they take turns").containsExactlyInAnyOrder("other", "well", "other", "well");

        other(NetSocket::close);
        List<Integer> written = List.of(write(token), write(token));
        assertThat(written).as("it may have taken effect").containsExactlyInAnyOrder(200, 502);
        assertThat(build.seen())
                .filteredOn(seen -> seen.method().equals("POST"))
                .hasSize(1);

        assertThat(read(token, 6)).as("asked again at the other").containsOnly("well");
        assertThat(asked).as("one writing and two reading ones are enough").hasValue(3);
        assertThat(read(token, 4)).containsOnly("well");
        assertThat(asked).as("it is left out now").hasValue(3);

        other(socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nother"));
        await("it is tried again after a while")
                .atMost(Duration.ofSeconds(20))
                .until(() -> read(token, 1).contains("other"));
        assertThat(read(token, 4)).as("and is as good as before").contains("other", "well");

        monitor.whileAway(() -> {
            for (int i = 0; i < 2; i++) {
                assertThat(write(token))
                        .as("what was not sent is sent elsewhere")
                        .isEqualTo(200);
            }
        });
    }

    private void other(Handler<NetSocket> behaviour) {
        asked.set(0);
        monitor.behave(socket -> {
            asked.incrementAndGet();
            behaviour.handle(socket);
        });
    }

    private static List<String> read(String token, int times) {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            var answer = send(as(token, READ));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            bodies.add(answer.body());
        }
        return bodies;
    }

    private static int write(String token) {
        var answer = send(json(as(token, WRITE), "{\"a\": 1}"));
        if (answer.statusCode() == 200) {
            assertThat(answer.headers().firstValue("x-body")).contains("{\"a\": 1}");
        }
        return answer.statusCode();
    }

    private static String signedIn() {
        var answer = send(json(request("/api/v1/auth/login").header("X-Forwarded-For", "192.0.2.40"), """
            {"username": "morpheus", "password": "%s"}\
            """.formatted(
                        Backends.ADMIN_PASSWORD)));
        return json(answer).at("/token/access_token").asText();
    }
}
