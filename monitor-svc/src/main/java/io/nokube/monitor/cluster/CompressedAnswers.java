package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClientOptions;

/// Has the API server compress its longer answers (those over 128 KiB, by its own rule): lists are the same fields
/// again
/// and again, a tenth of them is left. Without the optimizing compiler the JVM decrypts some 30 MB/s.
final class CompressedAnswers extends VertxHttpClientFactory {
    CompressedAnswers(Vertx vertx) {
        super(vertx);
    }

    @Override
    protected void additionalConfig(WebClientOptions options) {
        options.setDecompressionSupported(true);
    }
}
