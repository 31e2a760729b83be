package io.nokube.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.gateway.edge.BodyLimit.Announced;
import io.nokube.web.TraceIds;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgeRulesTest {
    @ParameterizedTest(name = "{0} from {1} / {2} -> {4}")
    @CsvSource({
        // method, Sec-Fetch-Site, Origin, Host, allowed
        "POST, , , nokube.test, true",
        "GET, cross-site, https://evil.test, nokube.test, true",
        "HEAD, cross-site, https://evil.test, nokube.test, true",
        "OPTIONS, cross-site, https://evil.test, nokube.test, true",
        "POST, same-origin, https://nokube.test, nokube.test, true",
        "POST, none, , nokube.test, true",
        "POST, same-site, https://other.nokube.test, nokube.test, false",
        "POST, cross-site, , nokube.test, false",
        "POST, cross-site, https://nokube.test, nokube.test, false",
        "POST, '', , nokube.test, false",
        "POST, , https://nokube.test, nokube.test, true",
        "POST, , https://NoKube.test, nokube.test, true",
        "POST, , http://nokube.test:8080, nokube.test:8080, true",
        "POST, , http://nokube.test:8081, nokube.test:8080, false",
        "POST, , https://evil.test, nokube.test, false",
        "POST, , https://nokube.test.evil.test, nokube.test, false",
        "POST, , https://nokube.test@evil.test, nokube.test, false",
        "POST, , null, nokube.test, false",
        "POST, , '', nokube.test, false",
        "POST, , 'https://a b', nokube.test, false",
        "PUT, , https://evil.test, nokube.test, false",
        "PATCH, , https://evil.test, nokube.test, false",
        "DELETE, , https://evil.test, nokube.test, false"
    })
    void tellsOtherSitesRequests(String method, String site, String origin, String host, boolean allowed) {
        assertThat(CrossOrigin.isAllowed(method, site, origin, host)).isEqualTo(allowed);
    }

    @Test
    void nobodyElsesPagesMayReadUnlessTheyAreListed() {
        CorsPolicy closed = new CorsPolicy(List.of());
        CorsPolicy listed = new CorsPolicy(List.of("https://a.test", "https://b.test:8443"));

        assertThat(closed.answer("https://a.test")).isEmpty();
        assertThat(closed.isPermittedPreflight("OPTIONS", "https://a.test", "POST"))
                .isFalse();
        assertThat(listed.answer("https://b.test:8443"))
                .containsEntry("access-control-allow-origin", "https://b.test:8443")
                .containsEntry("access-control-allow-credentials", "true")
                .containsEntry("vary", "Origin");
        for (String other : List.of("https://b.test", "http://a.test", "https://a.test.evil.test", "null", "*", "")) {
            assertThat(listed.answer(other)).as(other).isEqualTo(Map.of("vary", "Origin"));
            assertThat(listed.trusts(other)).as(other).isFalse();
        }
        assertThat(listed.answer(null)).isEqualTo(Map.of("vary", "Origin"));
        assertThat(listed.isPermittedPreflight("OPTIONS", "https://a.test", "POST"))
                .isTrue();
        assertThat(listed.isPermittedPreflight("POST", "https://a.test", "POST"))
                .isFalse();
        assertThat(listed.isPermittedPreflight("OPTIONS", "https://a.test", null))
                .isFalse();
    }

    @Test
    void whereEverySiteMayReadNoneMayUseACookie() {
        CorsPolicy any = new CorsPolicy(List.of("*"));

        assertThat(any.answer("https://a.test"))
                .containsEntry("access-control-allow-origin", "*")
                .doesNotContainKey("access-control-allow-credentials");
        assertThat(any.trusts("https://a.test")).isFalse();
        assertThat(any.trusts("*")).isFalse();
    }

    @Test
    void looksAtTheLengthBeforeTheBody() {
        assertThat(length()).isEqualTo(Announced.FITS);
        assertThat(length("0")).isEqualTo(Announced.FITS);
        assertThat(length("1048576")).isEqualTo(Announced.FITS);
        assertThat(length("1048577")).isEqualTo(Announced.TOO_LARGE);
        assertThat(length("99999999999999999999")).isEqualTo(Announced.TOO_LARGE);
        for (String unclear : List.of("", "-1", "+1", "0x10", "1e3", " 5", "5, 5", "٣")) {
            assertThat(length(unclear)).as(unclear).isEqualTo(Announced.AMBIGUOUS);
        }
        assertThat(length("5", "5")).isEqualTo(Announced.AMBIGUOUS);
    }

    @Test
    void onlyPlainChunkedIsClear() {
        assertThat(coding("chunked")).isEqualTo(Announced.FITS);
        assertThat(coding("Chunked")).isEqualTo(Announced.FITS);
        for (String unclear : List.of("identity", "gzip, chunked", "chunked, identity", "xchunked", "")) {
            assertThat(coding(unclear)).as(unclear).isEqualTo(Announced.AMBIGUOUS);
        }
        assertThat(BodyLimit.announced(List.of(), List.of("chunked", "chunked")))
                .isEqualTo(Announced.AMBIGUOUS);
        assertThat(BodyLimit.announced(List.of("5"), List.of("chunked"))).isEqualTo(Announced.AMBIGUOUS);
    }

    @Test
    void newTracesAreValidAndDiffer() {
        TraceParentIds ids = new TraceParentIds();
        List<String> traces = Stream.generate(ids::next).limit(100).toList();

        assertThat(traces)
                .doesNotHaveDuplicates()
                .allSatisfy(trace -> assertThat(TraceIds.of(trace)).isNotNull());
    }

    private static Announced length(String... values) {
        return BodyLimit.announced(List.of(values), List.of());
    }

    private static Announced coding(String value) {
        return BodyLimit.announced(List.of(), List.of(value));
    }
}
