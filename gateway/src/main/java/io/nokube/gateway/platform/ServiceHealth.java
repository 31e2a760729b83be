package io.nokube.gateway.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.gateway.config.ConfigCheck;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.config.ServiceUrl;
import io.nokube.gateway.platform.PlatformView.Replica;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Asks the services whether they are ready.
@Singleton
class ServiceHealth {
    private static final Logger LOG = Logger.getLogger(ServiceHealth.class);
    private static final String PATH = "/q/health/ready";
    private static final int MANAGEMENT_PORT = 9000;
    private static final int CONNECT_MILLIS = 1_000;
    private static final long PATIENCE_MILLIS = 2_000;

    private final HttpClient client;
    private final ObjectMapper json;
    private final SmallRyeHealthReporter own;
    private final List<Asked> asked = new ArrayList<>();

    private record Asked(String service, int number, ServiceUrl url) {}

    /// @param checked makes sure that the configuration was found right before it is used
    ServiceHealth(
            Vertx vertx, GatewayConfig config, ConfigCheck checked, ObjectMapper json, SmallRyeHealthReporter own) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.json = json;
        this.own = own;
        add("build-svc", config.buildSvcHealthUrl(), config.buildSvcUrl());
        add("monitor-svc", config.monitorSvcHealthUrl(), config.monitorSvcUrl());
    }

    private void add(String service, Optional<String> health, Optional<String> url) {
        List<ServiceUrl> urls = health.map(ServiceUrl::parseAll)
                .orElseGet(() -> url.map(ServiceUrl::parseAll).orElse(List.of()).stream()
                        .map(usual -> new ServiceUrl(false, usual.host(), MANAGEMENT_PORT))
                        .distinct()
                        .toList());
        for (int i = 0; i < urls.size(); i++) {
            asked.add(new Asked(service, i + 1, urls.get(i)));
        }
    }

    @PreDestroy
    void close() {
        client.close().onFailure(failure -> LOG.debugf("Connections were not closed: %s", failure));
    }

    /// All services, this one first. Never fails: who does not answer is silent.
    Uni<PlatformView> look() {
        List<Future<Replica>> answers = asked.stream().map(this::ask).toList();
        Uni<Replica> here = own.getReadinessAsync()
                .map(health -> HealthAnswer.read(
                        "gateway", 1, read(Buffer.buffer(health.getPayload().toString()))));
        Uni<List<Replica>> others = Uni.createFrom()
                .completionStage(() -> Future.join(answers)
                        .map(done -> answers.stream().map(Future::result).toList())
                        .toCompletionStage());
        return Uni.combine().all().unis(here, others).with((first, rest) -> {
            List<Replica> all = new ArrayList<>(List.of(first));
            all.addAll(rest);
            return PlatformView.of(all);
        });
    }

    private Future<Replica> ask(Asked one) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setSsl(one.url().tls())
                .setHost(one.url().host())
                .setPort(one.url().port())
                .setURI(PATH)
                .setTimeout(PATIENCE_MILLIS);
        return client.request(request)
                .compose(open -> open.send().compose(HttpClientResponse::body))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(body -> HealthAnswer.read(one.service(), one.number(), read(body)))
                .otherwise(failure -> HealthAnswer.silent(one.service(), one.number()));
    }

    private JsonNode read(Buffer body) {
        try {
            return json.readTree(body.getBytes());
        } catch (IOException e) {
            return json.missingNode();
        }
    }
}
