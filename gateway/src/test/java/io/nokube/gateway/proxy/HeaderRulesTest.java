package io.nokube.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.proxy.RequestHeaders.Facts;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderRulesTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Facts FACTS = new Facts("Bearer signed", "192.0.2.1", "http", "nokube.test:8080", TRACE);
    private static final List<Header> SET_BY_THE_GATEWAY = List.of(
            new Header("authorization", "Bearer signed"),
            new Header("x-forwarded-for", "192.0.2.1"),
            new Header("x-forwarded-proto", "http"),
            new Header("x-forwarded-host", "nokube.test:8080"),
            new Header("traceparent", TRACE));
    private static final String SERVICE = "http://10.0.0.7:8081";

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvFileSource(resources = "/headers.csv", numLinesToSkip = 1)
    void passOnWhatTheTableSays(String direction, String name, String value, String fate, String why) {
        Header header = new Header(name, value);
        List<Header> sent = direction.equals("request") ? request(List.of(header), FACTS) : response(List.of(header));

        assertThat(sent.contains(header)).isEqualTo(fate.equals("kept"));
    }

    @Test
    void theGatewaySaysTheTruthOnceWhateverTheCallerSays() {
        List<Header> lies = List.of(
                new Header("Authorization", "Bearer forged"),
                new Header("authorization", "Bearer forged too"),
                new Header("X-Forwarded-For", "203.0.113.9"),
                new Header("x-forwarded-for", "203.0.113.10"),
                new Header("traceparent", "00-1-2-01"));

        assertThat(request(lies, FACTS)).isEqualTo(SET_BY_THE_GATEWAY);
        assertThat(request(List.of(), FACTS)).isEqualTo(SET_BY_THE_GATEWAY);
    }

    @Test
    void aPublicRouteCarriesNoIdentity() {
        Facts anonymous = new Facts(null, "192.0.2.1", "http", "nokube.test", TRACE);

        assertThat(request(List.of(new Header("Authorization", "Bearer x")), anonymous))
                .extracting(Header::name)
                .doesNotContain("Authorization", "authorization");
    }

    @Test
    void whatConnectionNamesGoesNoFurther() {
        List<Header> received = List.of(
                new Header("Connection", "close, X-Private ,x-other"),
                new Header("connection", "X-Third"),
                new Header("x-private", "1"),
                new Header("X-Other", "2"),
                new Header("X-THIRD", "3"),
                new Header("X-Fourth", "4"));

        assertThat(request(received, FACTS)).startsWith(new Header("X-Fourth", "4"));
        assertThat(response(received)).containsExactly(new Header("X-Fourth", "4"));
    }

    @Test
    void whatConnectionNamesCannotTakeTheGatewaysOwnHeadersAway() {
        List<Header> received = List.of(new Header("Connection", "authorization, x-forwarded-for, traceparent"));

        assertThat(request(received, FACTS)).isEqualTo(SET_BY_THE_GATEWAY);
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.7:8081/api/v1/builds/1, /api/v1/builds/1",
        "http://10.0.0.7:80811/x, http://10.0.0.7:80811/x",
        "https://github.com/a/b, https://github.com/a/b",
        "/api/v1/builds/1, /api/v1/builds/1"
    })
    void anAddressOfTheServiceBecomesAPathHere(String location, String told) {
        assertThat(response(List.of(new Header("Location", location))))
                .singleElement()
                .satisfies(header -> {
                    assertThat(header.name()).isEqualToIgnoringCase("Location");
                    assertThat(header.value()).isEqualTo(told);
                });
    }

    @Test
    void proxiesInFrontAreAskedNotToHoldEventsBack() {
        assertThat(response(List.of(new Header("Content-Type", "text/event-stream;charset=UTF-8"))))
                .contains(new Header("x-accel-buffering", "no"));
    }

    private static List<Header> request(List<Header> received, Facts facts) {
        MultiMap headers = headers(received);
        RequestHeaders.forward(headers, facts);
        return list(headers);
    }

    @ParameterizedTest
    @CsvSource({
        "200, , true",
        "204, , true",
        "599, , true",
        "200, chunked, true",
        "200, Chunked, true",
        "200, gzip, false",
        "200, 'gzip, chunked', false",
        "200, 'chunked, chunked', false",
        "200, identity, false",
        "100, , false",
        "101, , false",
        "199, , false",
        "600, , false",
        "999, , false",
    })
    void passesOnOnlyAnswersThatHttpKnows(int status, @Nullable String coding, boolean usable) {
        MultiMap headers = HttpHeaders.headers();
        if (coding != null) {
            headers.add("Transfer-Encoding", coding);
        }

        assertThat(ResponseHeaders.areUsable(status, headers)).isEqualTo(usable);
    }

    @Test
    void aCodingThatIsNamedTwiceIsNotPassedOn() {
        MultiMap headers =
                HttpHeaders.headers().add("Transfer-Encoding", "chunked").add("transfer-encoding", "chunked");

        assertThat(ResponseHeaders.areUsable(200, headers)).isFalse();
    }

    private static List<Header> response(List<Header> received) {
        MultiMap headers = headers(received);
        ResponseHeaders.forward(headers, SERVICE);
        return list(headers);
    }

    private static MultiMap headers(List<Header> list) {
        MultiMap headers = HttpHeaders.headers();
        list.forEach(header -> headers.add(header.name(), header.value()));
        return headers;
    }

    private static List<Header> list(MultiMap headers) {
        return headers.entries().stream()
                .map(entry -> new Header(entry.getKey(), entry.getValue()))
                .toList();
    }

    private record Header(String name, String value) {}
}
