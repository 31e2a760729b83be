package io.nokube.gateway.edge;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// HTTP/2 is for TLS alone. Without it a connection could change from one protocol to the other by `Upgrade: h2c`
/// (RFC 7540, section 3.2; gone with RFC 9113), past whatever in front of the gateway watches what goes by.
@Singleton
public class PlainHttp implements HttpServerOptionsCustomizer {
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
