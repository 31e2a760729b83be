package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.vertx.core.Vertx;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Spares the CPU what the API server's answers cost on their way, which was 40 % of a start with 5,000 apps.
///
/// The longer answers (those over 128 KiB, by the API server's own rule) come compressed: lists are the same fields
/// again
/// and again, of which a tenth is left. And ChaCha20 (RFC 8439) is preferred to AES: the JVM knows the CPU's
/// instructions
/// for AES in its optimizing compiler alone, which is off here (`jvm.options`); without, AES-GCM takes five times as
/// long.
/// A server that has no ChaCha20 finds AES further down.
final class CheapTransport extends VertxHttpClientFactory {
    CheapTransport(Vertx vertx) {
        super(vertx);
    }

    @Override
    protected void additionalConfig(WebClientOptions options) {
        options.setDecompressionSupported(true);
        if (options.getSslEngineOptions() instanceof JdkSSLEngineOptions engine) {
            String[] protocols = options.getEnabledSecureTransportProtocols().toArray(String[]::new);
            options.setSslEngineOptions(new ChaChaFirst(engine, protocols));
        }
    }

    /// As `given`, with other cipher suites in front.
    private static final class ChaChaFirst extends JdkSSLEngineOptions {
        private final JdkSSLEngineOptions given;
        private final String[] protocols;

        ChaChaFirst(JdkSSLEngineOptions given, String[] protocols) {
            this.given = given;
            this.protocols = protocols;
        }

        @Override
        public JdkSSLEngineOptions copy() {
            return this;
        }

        @Override
        public SslContextFactory sslContextFactory() {
            return () -> {
                var trusted = ((JdkSslContext) given.sslContextFactory().create()).context();
                return new JdkSslContext(
                        trusted,
                        true,
                        preferred(trusted.getDefaultSSLParameters().getCipherSuites()),
                        SupportedCipherSuiteFilter.INSTANCE,
                        ApplicationProtocolConfig.DISABLED,
                        ClientAuth.NONE,
                        protocols,
                        false);
            };
        }
    }

    /// The same suites, those with ChaCha20 first.
    static List<String> preferred(String... suites) {
        return Arrays.stream(suites)
                .sorted(Comparator.comparing(suite -> !suite.contains("CHACHA20")))
                .toList();
    }
}
