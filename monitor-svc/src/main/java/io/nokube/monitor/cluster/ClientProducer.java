package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The client: from KUBECONFIG, or from the service account where there is none, read when the service starts.
///
/// It gives up early. Whoever asks knows better whether and when to ask again: the reconciler backs off, and a REST
/// caller is told.
@Singleton
public class ClientProducer {
    private static final int CONNECT_MILLIS = 3_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int RETRIES = 1;
    private static final int WATCH_RETRY_MILLIS = 250;
    private static final String INTERCEPTOR = "nokube-requests";

    @Produces
    @Singleton
    KubernetesClient client(KubernetesSerialization serialization, RequestCounter counter, Vertx vertx) {
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .withWatchReconnectInterval(WATCH_RETRY_MILLIS)
                .build();
        if (hasNoToken(config)) {
            // Else the client, once a minute old, reads its whole configuration again before every single request,
            // in the hope of a token.
            config.setOauthTokenProvider(() -> "");
        }
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientFactory(new CheapTransport(vertx))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor(INTERCEPTOR, counter))
                .build();
    }

    private static boolean hasNoToken(Config config) {
        return config.getOauthToken() == null
                && config.getAutoOAuthToken() == null
                && config.getOauthTokenProvider() == null
                && config.getAuthProvider() == null;
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
