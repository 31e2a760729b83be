package io.nokube.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleRoutesTest {
    private static final String HTML = "text/html,application/xhtml+xml";
    private static final String ASSET = "/assets/app-1a2b3c.js";

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void serve() throws Exception {
        server = listen(ConsoleFiles.read(ConsoleRoutesTest.class.getClassLoader(), "console-sample"));
    }

    private static HttpServer listen(ConsoleFiles files) throws Exception {
        Router router = Router.router(VERTX);
        new ConsoleRoutes(files).install(router);
        router.route()
                .order(1000)
                .handler(context -> context.response().setStatusCode(404).end("the gateway's own answer"));
        return VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/login", "/register", "/projects/new", "/builds/1?x=1", "/deploy?build=1", "/apps/a-b"})
    void openEveryPageOfTheConsole(String page) throws Exception {
        var answer = get(server, page, "Accept", HTML);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).asString().contains("The console");
        assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self';", "default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval", "script-src 'self' 'unsafe-inline'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api",
                "/q/health",
                "/.well-known/jwks.json",
                "/assets/other.js",
                "/assets/app-1a2b3c.js.gz"
            })
    void leavesEveryOtherPathToTheGateway(String path) throws Exception {
        assertThat(get(server, path, "Accept", HTML).body()).asString().isEqualTo("the gateway's own answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/projectsx", "/files.txt", "/apix", "/wp-login.php"})
    void saysInTheConsoleThatThereIsNoSuchPage(String path) throws Exception {
        var answer = get(server, path, "Accept", HTML);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).asString().contains("The console");
        assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("vary")).contains("Accept");
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self';");
        assertThat(get(server, path, "Accept", "application/json").body())
                .asString()
                .isEqualTo("the gateway's own answer");
        assertThat(get(server, path, "If-None-Match", "*").statusCode()).isEqualTo(404);
    }

    @Test
    void leavesTheRootToProgramsThatTakeNoHtml() throws Exception {
        assertThat(get(server, "/", "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get(server, "/", "Accept", HTML).headers().firstValue("vary"))
                .contains("Accept, Accept-Encoding");
    }

    @Test
    void keepsAssetsForeverAndSendsThemCompressed() throws Exception {
        var plain = get(server, ASSET, "Accept", "*/*");
        var compressed = get(server, ASSET, "Accept-Encoding", "br, gzip");

        assertThat(plain.headers().firstValue("cache-control")).contains("public, max-age=31536000, immutable");
        assertThat(plain.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("vary")).contains("Accept-Encoding");
        assertThat(compressed.body().length).isLessThan(plain.body().length / 4);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(get(server, ASSET, "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding"))
                .isEmpty();
    }

    @Test
    void answersWhatTheBrowserHasWithNotModified() throws Exception {
        String plain = tag("Accept", "*/*");
        String compressed = tag("Accept-Encoding", "gzip");

        assertThat(plain).isNotEqualTo(compressed);
        assertThat(get(server, ASSET, "If-None-Match", plain).statusCode()).isEqualTo(304);
        assertThat(get(server, ASSET, "If-None-Match", "\"other\", W/" + plain).statusCode())
                .isEqualTo(304);
        assertThat(get(server, ASSET, "If-None-Match", compressed).statusCode()).isEqualTo(200);
        assertThat(get(server, ASSET, "If-None-Match", plain).body()).isEmpty();
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws Exception {
        var head = CLIENT.send(
                HttpRequest.newBuilder(uri(server, ASSET))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray());
        var get = get(server, ASSET, "Accept", "*/*");

        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length")).contains(String.valueOf(get.body().length));
        assertThat(head.headers().firstValue("etag")).isEqualTo(get.headers().firstValue("etag"));
    }

    @Test
    void takesNoPartWhereItWasBuiltWithoutTheConsole() throws Exception {
        HttpServer without = listen(ConsoleFiles.read(ConsoleRoutesTest.class.getClassLoader(), "no-such-folder"));

        assertThat(get(without, "/login", "Accept", HTML).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("the gateway's own answer");
    }

    private static String tag(String header, String value) throws Exception {
        return get(server, ASSET, header, value).headers().firstValue("etag").orElseThrow();
    }

    private static URI uri(HttpServer of, String path) {
        return URI.create("http://127.0.0.1:" + of.actualPort() + path);
    }

    private static HttpResponse<byte[]> get(HttpServer from, String path, String header, String value)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(from, path)).header(header, value).build(), BodyHandlers.ofByteArray());
    }
}
