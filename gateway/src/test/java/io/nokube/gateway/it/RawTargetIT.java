package io.nokube.gateway.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
class RawTargetIT {
    /// Spellings of a path that two parsers could read in two ways; `@` stands for a path that is protected.
    private static final List<String> SPELLINGS = List.of(
            "@;",
            "@;x",
            "@;x=1",
            "@/;",
            "/;@",
            ";@",
            "@;/..",
            "@%3b",
            "@%3Bx=1",
            "/%3b@",
            "/@",
            "//@",
            "@//",
            "@//x",
            "/api//v1/builds",
            "/api/v1//builds",
            "//api/v1/builds",
            "///api/v1/builds",
            "\\@",
            "@\\",
            "/api\\v1\\builds",
            "@\\..",
            "@%5c",
            "@%5C..",
            "/api%5cv1%5cbuilds",
            "@/.",
            "@/..",
            "/.@",
            "/..@",
            "@/./",
            "@/../builds",
            "/api/./v1/builds",
            "/api/v1/../v1/builds",
            "/x/../api/v1/builds",
            "/api/v1/auth/../builds",
            "/api/v1/auth/login/../../builds",
            "/../../etc/passwd",
            "@/%2e",
            "@/%2e%2e",
            "@/%2E%2E/builds",
            "/%2e@",
            "/%2e%2e@",
            "/api/v1/auth/%2e%2e/builds",
            "@/.%2e",
            "@/%2e.",
            "@%2f",
            "@%2F",
            "/api%2fv1%2fbuilds",
            "/api/v1%2fbuilds",
            "/%2f@",
            "@%2f..%2f",
            "@%25",
            "@%252f",
            "@%252e%252e",
            "@%25%32%66",
            "@%253b",
            "@%00",
            "@%00.json",
            "/%00@",
            "@#",
            "@#x",
            "/é@",
            "@é",
            "@\u00ad",
            "/\uff0fapi",
            "/a\tb@",
            "@\u0001",
            "@\u007f",
            "@%c0%af/..",
            "api/v1/builds",
            "*",
            "http://h.test@",
            "https://evil.test@",
            "h.test:80",
            "?@",
            "#@",
            "@%",
            "@%2",
            "@%zz",
            "@{}",
            "@|",
            "@?%",
            "@?cursor=%zz",
            "@?cursor=a b",
            "@?cursor={a}",
            "@?cursor=é");
    private static final List<String> PROTECTED = List.of("/api/v1/builds", "/api/v1/auth/me");

    HttpService build;

    @BeforeEach
    void forget() {
        build.behave();
    }

    @Test
    void oddSpellingsGetNowhere() {
        String token = Gateway.token("neo");
        List<String> tried = new ArrayList<>();
        for (String path : PROTECTED) {
            for (String spelling : SPELLINGS) {
                String target = spelling.replace("@", path);
                for (String authorization : List.of("", "Authorization: Bearer " + token + "\r\n")) {
                    String response = Gateway.raw("GET " + target + " HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\n"
                            + authorization + "\r\n");
                    // What does not begin with a slash is no path at all, and there is nothing under it.
                    String refused = target.startsWith("/") ? "400" : "40[04]";
                    assertThat(response).as(target).matches("(?s)HTTP/1\\.[01] " + refused + " .*");
                    tried.add(target);
                }
            }
        }
        assertThat(SPELLINGS).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(tried).hasSizeGreaterThan(240);
        assertThat(build.seen()).isEmpty();
    }

    /// Quarkus would answer with nothing at all before any of it.
    @Test
    void whatIsNoTargetIsAProblemWithItsPathAndTrace() {
        for (String target : List.of("/api/v1/builds?cursor=%%%", "/api/v1/builds%zz?a=b")) {
            String response = Gateway.raw("GET " + target + " HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\n\r\n");

            assertThat(response)
                    .as(target)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .contains("https://nokube.io/problems/malformed", "\"instance\":\"/api/v1/builds")
                    .containsPattern("\"trace_id\":\"[0-9a-f]{32}\"");
        }
    }

    @Test
    void theSameHoldsForEveryMethodAndTheAnswerIsAProblem() {
        for (String method : List.of("HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            String response =
                    Gateway.raw(method + " /api/v1/builds;x HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\n\r\n");
            assertThat(response)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("content-type: application/problem+json")
                    .containsIgnoringCase("x-content-type-options: nosniff");
        }
    }

    @Test
    void requestsThatTwoReadersCouldCutDifferentlyAreRefused() {
        String token = Gateway.token("neo");
        String start = "POST /api/v1/builds HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n";
        String hidden = "GET /api/v1/builds/hidden HTTP/1.1\r\nHost: h.test\r\n\r\n";
        for (String rest : List.of(
                "Host: h.test\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde" + hidden,
                "Host: h.test\r\nContent-Length: +4\r\n\r\nabcd" + hidden,
                "Host: h.test\r\nContent-Length: 0x4\r\n\r\nabcd" + hidden,
                "Host: h.test\r\nContent-Length: -1\r\n\r\n" + hidden,
                "Host: h.test\r\nContent-Length: 4, 4\r\n\r\nabcd" + hidden,
                "Host: h.test\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden,
                "Host: h.test\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + hidden,
                "Host: h.test\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + hidden,
                "Host: h.test\r\nTransfer-Encoding: identity\r\nContent-Length: 4\r\n\r\nabcd" + hidden,
                "Host: h.test\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + hidden,
                "Host: h.test\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden,
                "Host: h.test\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n" + hidden,
                "Host: h.test\r\nHost: other.test\r\nContent-Length: 0\r\n\r\n",
                "Content-Length: 0\r\n\r\n",
                "Host: \r\nContent-Length: 0\r\n\r\n",
                "Host: a b\r\nContent-Length: 0\r\n\r\n",
                "Host: h.test/x\r\nContent-Length: 0\r\n\r\n")) {
            String response = Gateway.raw(start + "Connection: close\r\n" + rest);

            assertThat(response).as(rest).matches("(?s)(HTTP/1\\.[01] (400|502) .*)?");
            assertThat(build.seen()).as(rest).noneMatch(seen -> seen.target().contains("hidden"));
        }
    }

    /// RFC 9112, section 6.3: chunked counts, the length is forgotten, and the service is told one thing only.
    @Test
    void aLengthBesideChunkedIsForgotten() {
        String token = Gateway.token("neo");
        for (String both : List.of(
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n")) {
            build.behave();
            String response = Gateway.raw("POST /api/v1/builds HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + token + "\r\n" + both
                    + "\r\n0\r\n\r\nGET /api/v1/builds/hidden HTTP/1.1\r\nHost: h.test\r\n\r\n");

            assertThat(response.split("HTTP/1.1 ", -1)).hasSize(2);
            assertThat(build.only().header("content-length")).isEmpty();
            assertThat(build.only().header("transfer-encoding")).containsExactly("chunked");
        }
    }

    @Test
    void unknownMethodsAndUpgradesAreRefused() {
        String end = " /api/v1/builds HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\n\r\n";

        for (String method : List.of("TRACE", "PROPFIND", "FOO")) {
            assertThat(Gateway.statusLine(method + end)).startsWith("HTTP/1.1 405 ");
        }
        assertThat(Gateway.statusLine("CONNECT h.test:80 HTTP/1.1\r\nHost: h.test\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(Gateway.statusLine("GET /api/v1/builds HTTP/1.1\r\nHost: h.test\r\nConnection: upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(build.seen()).isEmpty();
    }

    @Test
    void longLinesAndHeadersAreRefusedWithAProblem() {
        String rest = " HTTP/1.1\r\nHost: h.test\r\nConnection: close\r\n";

        assertThat(Gateway.raw("GET /" + "a".repeat(9_000) + rest + "\r\n"))
                .matches("(?s)HTTP/1\\.[01] 414 .*")
                .contains("application/problem+json", "https://nokube.io/problems/uri-too-long", "x-frame-options");
        assertThat(Gateway.raw("GET /api/v1/builds" + rest + "X-Long: " + "a".repeat(9_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 431 .*")
                .contains("application/problem+json", "https://nokube.io/problems/headers-too-large");
        assertThat(Gateway.statusLine("GET /" + "a".repeat(40_000) + rest + "\r\n"))
                .as("not even read")
                .matches("HTTP/1\\.[01] 414 .*");
        assertThat(Gateway.statusLine("GET /api/v1/builds" + rest + "X-Long: " + "a".repeat(40_000) + "\r\n\r\n"))
                .matches("HTTP/1\\.[01] 431 .*");
        assertThat(build.seen()).isEmpty();
    }
}
