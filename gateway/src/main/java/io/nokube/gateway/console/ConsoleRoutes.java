package io.nokube.gateway.console;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Serves the console: its files, and its one page at every address that the console knows.
@Singleton
public class ConsoleRoutes {
    private static final Logger LOG = Logger.getLogger(ConsoleRoutes.class);
    /// Before the gateway's own resources, of which the one at `/` answers those who take no HTML.
    private static final int ORDER = 90;

    private static final String FOLDER = "console";
    /// Scripts come from here alone, and none from the page itself. Styles may be set on elements: the component
    /// library places what it opens that way.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final ConsoleFiles files;

    ConsoleRoutes() {
        this(ConsoleFiles.read(ConsoleRoutes.class.getClassLoader(), FOLDER));
    }

    ConsoleRoutes(ConsoleFiles files) {
        this.files = files;
    }

    void install(@Observes Router router) {
        if (!files.isThere()) {
            LOG.info("Started without the console: it was built without npm");
            return;
        }
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(ORDER)
                .handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String path = context.request().path();
        Optional<ConsoleFile> file = files.find(path);
        if (file.isPresent()) {
            send(context, file.get());
            return;
        }
        if (ConsolePaths.isPage(path, context.request().getHeader(HttpHeaders.ACCEPT))) {
            send(context, files.page());
            return;
        }
        if (ConsolePaths.isLost(path, context.request().getHeader(HttpHeaders.ACCEPT))) {
            sendLost(context, files.page());
            return;
        }
        context.next();
    }

    /// The console, which says that there is no such page.
    private static void sendLost(RoutingContext context, ConsoleFile page) {
        context.response().headers().set(HttpHeaders.CACHE_CONTROL, "no-store").set(HttpHeaders.VARY, "Accept");
        protect(context.response().headers());
        context.response()
                .setStatusCode(NOT_FOUND)
                .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType())
                .end(context.request().method() == HttpMethod.HEAD ? Buffer.buffer() : page.body(false));
    }

    private static void protect(MultiMap headers) {
        headers.set("content-security-policy", POLICY).set("referrer-policy", "same-origin");
    }

    private static void send(RoutingContext context, ConsoleFile file) {
        boolean takesGzip = takesGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = file.entityTag(takesGzip);
        HttpServerResponse response = context.response();
        MultiMap headers = response.headers();
        headers.set(HttpHeaders.ETAG, tag)
                .set(HttpHeaders.CACHE_CONTROL, file.cacheControl())
                .set(
                        HttpHeaders.VARY,
                        context.request().path().equals("/") ? "Accept, Accept-Encoding" : "Accept-Encoding");
        protect(headers);
        if (ConsoleFile.matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, file.contentType());
        if (file.isCompressed(takesGzip)) {
            headers.set(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (context.request().method() == HttpMethod.HEAD) {
            headers.set(
                    HttpHeaders.CONTENT_LENGTH,
                    String.valueOf(file.body(takesGzip).length()));
            response.end();
            return;
        }
        response.end(file.body(takesGzip));
    }

    private static boolean takesGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && acceptEncoding.contains("gzip")
                && !acceptEncoding.matches(".*gzip\\s*;\\s*q=0(\\.0*)?\\s*(,.*)?");
    }
}
