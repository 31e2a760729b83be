package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;

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
                "/a%20b"
            })
    void plainTargetsPass(String target) {
        assertThat(RawTargetFilter.isPlain(target)).isTrue();
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
                "/api\tv1"
            })
    void oddTargetsDoNot(String target) {
        assertThat(RawTargetFilter.isPlain(target)).isFalse();
    }
}
