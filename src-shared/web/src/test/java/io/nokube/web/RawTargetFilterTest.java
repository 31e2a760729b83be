package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawTargetFilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/builds",
                "/api/v1/builds/",
                "/api/v1/builds/018f-1",
                "/api/v1/projects?limit=2&x=a;b//c%2f",
                "/.well-known/jwks.json",
                "/q/health/live",
                "/a%20b",
                "/api/v1/projects?",
                "/api/v1/builds?status=a%2Cb&x[]=%C3%A9+?/:@!$'()*,~",
                "/api/v1/-._~!$&'()*+,=:@x"
            })
    void plainTargetsPass(String target) {
        assertThat(RawTargetFilter.isPlain(target)).isTrue();
    }

    /// Quarkus' own look at targets, which is switched off, is no stricter than this.
    @Test
    void nothingPassesThatIsNoUri() {
        for (String around : List.of("/@", "/a@b", "/a/@", "/a%@1", "/a%2@", "/?@", "/a?b=@", "/a?b=%@a", "/a?b=%a@")) {
            for (char c = 0; c < 0x200; c++) {
                String target = around.replace('@', c);
                if (RawTargetFilter.isPlain(target)) {
                    assertThatCode(() -> new URI(target)).as(target).doesNotThrowAnyException();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "api",
                "http://other.test/api",
                "//api/v1",
                "/api//v1",
                "/api/./v1",
                "/api/../v1",
                "/..",
                "/api/v1/builds;x=1",
                "/api;/v1",
                "/api\\v1",
                "/api%2fv1",
                "/api%2Fv1",
                "/api%5cv1",
                "/api%5Cv1",
                "/api%3Bv1",
                "/api%252fv1",
                "/api%00",
                "/%2e%2e/x",
                "/%2E/x",
                "/api/v1/é",
                "/api/v1#x",
                "/api v1",
                "/api/v1/builds%",
                "/api/v1/builds%2",
                "/api/v1/builds%zz",
                "/api/v1/builds%2?x",
                "/api/{id}",
                "/api/<id>",
                "/api/\"id\"",
                "/api/a|b",
                "/api/a^b",
                "/api/`a`",
                "/api/[a]",
                "/api/v1/builds?%",
                "/api/v1/builds?cursor=%2",
                "/api/v1/builds?cursor=%%%",
                "/api/v1/builds?cursor=%zz",
                "/api/v1/builds?a=b c",
                "/api/v1/builds?a=b#c",
                "/api/v1/builds?a={b}",
                "/api/v1/builds?a=b|c",
                "/api/v1/builds?a=b\\c",
                "/api/v1/builds?a=\"b\"",
                "/api/v1/builds?a=é",
                "/api/v1/builds?a=\u0000",
                "/api/v1/builds?a=\ud83d\ude00",
                "/api\tv1"
            })
    void oddTargetsDoNot(String target) {
        assertThat(RawTargetFilter.isPlain(target)).isFalse();
    }
}
