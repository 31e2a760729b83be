package io.nokube.monitor.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nokube.monitor.registry.Registry.Credentials;
import io.nokube.names.ImageReference;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against two servers on loopback: a registry, and another one that it may send callers to.
class HttpRegistryTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Credentials ANN = new Credentials("ann", "pass:word");
    private static final String CONFIG = "sha256:" + "a".repeat(64);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer registry = server();
    private final HttpServer elsewhere = server();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> askedElsewhere = new CopyOnWriteArrayList<>();
    private String realm = "";
    private String location = "";

    @BeforeEach
    void start() {
        realm = url(registry) + "/token";
        location = url(elsewhere) + "/blob?signed=yes";
        registry.createContext("/v2/", this::manifestOrBlob);
        registry.createContext("/token", this::token);
        elsewhere.createContext("/", exchange -> {
            askedElsewhere.add(described(exchange));
            answer(exchange, 200, "{\"architecture\": \"arm64\", \"token\": \"stolen\"}");
        });
        registry.start();
        elsewhere.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        elsewhere.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void signsInAndReadsTheIndex() {
        answers.put("/v2/ann/web/manifests/1", """
            {"manifests": [{"platform": {"os": "linux", "architecture": "amd64"}},
             {"platform": {"os": "linux", "architecture": "arm64"}},
             {"platform": {"os": "unknown", "architecture": "unknown"}}]}\
            """);
        assertThat(look("ann/web:1", ANN)).isEqualTo(new Sighting.Present(Set.of("amd64", "arm64")));
        assertThat(asked)
                .containsExactly(
                        "/v2/ann/web/manifests/1 null",
                        "/token?service=here&scope=repository%3Aann%2Fweb%3Apull " + basic(),
                        "/v2/ann/web/manifests/1 Bearer good");
    }

    @Test
    void followsABlobElsewhereWithoutCredentials() {
        answers.put("/v2/ann/web/manifests/latest", "{\"config\": {\"digest\": \"" + CONFIG + "\"}}");
        assertThat(look("ann/web", ANN)).isEqualTo(new Sighting.Present(Set.of("arm64")));
        assertThat(askedElsewhere).containsExactly("/blob?signed=yes null");
    }

    @Test
    void saysWhatIsNotThereAndWhatIsNotShown() {
        assertThat(look("ann/web:2", ANN)).isEqualTo(new Sighting.Missing());
        assertThat(look("ann/web:2", null)).isEqualTo(new Sighting.Denied());
    }

    @Test
    void takesCredentialsToNoStranger() {
        realm = url(elsewhere) + "/token";
        assertThat(look("ann/web:1", ANN)).isEqualTo(new Sighting.Denied());
        assertThat(askedElsewhere).isEmpty();
    }

    @Test
    void asksNoPrivateAddressThatNobodyNamed() {
        assertThat(registry(Set.of()).look(image(registry, "ann/web:1"), null)).isInstanceOf(Sighting.Unknown.class);
        assertThat(registry(Set.of(host(registry))).look(image(registry, "ann/web:1"), null))
                .as("without http:// it is asked over TLS alone")
                .isInstanceOf(Sighting.Unknown.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void isNotLedToAPrivateAddressEither() {
        answers.put("/v2/ann/web/manifests/1", "{\"config\": {\"digest\": \"" + CONFIG + "\"}}");
        HttpRegistry onlyThis = registry(Set.of("http://" + host(registry)));
        assertThat(onlyThis.look(image(registry, "ann/web:1"), ANN)).isInstanceOf(Sighting.Unknown.class);
        assertThat(askedElsewhere).isEmpty();
        location = "/token";
        assertThat(onlyThis.look(image(registry, "ann/web:1"), ANN))
                .as("a redirect is followed without credentials, within the registry too")
                .isEqualTo(new Sighting.Present(Set.of()));
        assertThat(asked).last().asString().endsWith("/token null");
    }

    @Test
    void answersThatComeAtOnceAreRead() {
        answers.put("/v2/ann/web/manifests/1", "{}");
        HttpRegistry one = registry(Set.of("http://" + host(registry)));
        for (int i = 0; i < 300; i++) {
            assertThat(one.look(image(registry, "ann/web:1"), ANN))
                    .as("look %d", i)
                    .isEqualTo(new Sighting.Present(Set.of()));
        }
    }

    /// DNS rebinding: the name stands for an address that may be asked when it is looked at, and for another one, this
    /// machine's, whenever it is looked up again.
    @Test
    void connectsToTheAddressThatWasLookedAt() throws IOException {
        answers.put("/v2/ann/web/manifests/1", "{}");
        String name = "rebound.test:" + registry.getAddress().getPort();
        realm = "http://" + name + "/token";
        List<String> lookedUp = new CopyOnWriteArrayList<>();
        InetAddress nowhere = InetAddress.getByAddress("rebound.test", new byte[] {(byte) 192, 0, 2, 1});
        Reach reach = new Reach(Set.of("http://" + name), host -> {
            lookedUp.add(host);
            return new InetAddress[] {asked.size() == lookedUp.size() - 1 ? LOOPBACK : nowhere};
        });

        Sighting found = new HttpRegistry(reach, new RegistryClient(vertx))
                .look(RegistryImage.of(ImageReference.parse(name + "/ann/web:1")), ANN);

        assertThat(found).isEqualTo(new Sighting.Present(Set.of()));
        assertThat(lookedUp).as("once for each request").hasSameSizeAs(asked).containsOnly("rebound.test");
    }

    @Test
    void asksNoNameOfWhichOneAddressIsPrivate() throws IOException {
        InetAddress open = InetAddress.getByAddress(new byte[] {8, 8, 8, 8});
        URI uri = URI.create("https://mixed.test/v2/");
        assertThat(new Reach(Set.of(), host -> new InetAddress[] {open, LOOPBACK}).address(uri))
                .isEmpty();
        assertThat(new Reach(Set.of(), host -> new InetAddress[] {open}).address(uri))
                .contains(open);
        assertThat(new Reach(Set.of(), host -> new InetAddress[] {open}).address(URI.create("http://mixed.test/v2/")))
                .as("without TLS")
                .isEmpty();
    }

    @Test
    void readsNoEndlessAnswer() {
        answers.put("/v2/ann/web/manifests/1", " ".repeat(RegistryClient.LARGEST) + "{}");
        assertThat(look("ann/web:1", ANN)).isInstanceOf(Sighting.Unknown.class);
    }

    @Test
    void aSilentOrSenselessRegistrySaysNothing() throws IOException {
        answers.put("/v2/ann/web/manifests/1", "<html>");
        assertThat(look("ann/web:1", ANN)).isInstanceOf(Sighting.Unknown.class);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String host = "127.0.0.1:" + silent.getLocalPort();
            long start = System.nanoTime();
            assertThat(registry(Set.of("http://" + host))
                            .look(RegistryImage.of(ImageReference.parse(host + "/ann/web:1")), null))
                    .isInstanceOf(Sighting.Unknown.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private void manifestOrBlob(HttpExchange exchange) throws IOException {
        asked.add(described(exchange));
        String path = exchange.getRequestURI().getPath();
        if (!"Bearer good".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"here\",scope=\"x\"");
            answer(exchange, 401, "{}");
        } else if (path.contains("/blobs/")) {
            exchange.getResponseHeaders().add("Location", location);
            answer(exchange, 307, "");
        } else {
            String found = answers.get(path);
            answer(exchange, found == null ? 404 : 200, found == null ? "{}" : found);
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        asked.add(described(exchange));
        boolean isAnn = basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, isAnn ? 200 : 401, isAnn ? "{\"token\": \"good\"}" : "{}");
    }

    private HttpRegistry registry(Set<String> named) {
        return new HttpRegistry(new Reach(named, InetAddress::getAllByName), new RegistryClient(vertx));
    }

    private Sighting look(String name, @Nullable Credentials credentials) {
        return registry(Set.of("http://" + host(registry), "http://" + host(elsewhere)))
                .look(image(registry, name), credentials);
    }

    private static RegistryImage image(HttpServer server, String name) {
        return RegistryImage.of(ImageReference.parse(host(server) + "/" + name));
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("ann:pass:word".getBytes(UTF_8));
    }

    private static String described(HttpExchange exchange) {
        return exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String host(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static String url(HttpServer server) {
        return "http://" + host(server);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
