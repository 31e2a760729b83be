package io.nokube.gateway.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nokube.gateway.openapi.Part.Owner;
import io.nokube.gateway.proxy.Upstreams;
import io.nokube.gateway.route.Service;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The services' own documents, as they last told them.
@Singleton
class ServiceDocuments {
    private static final Logger LOG = Logger.getLogger(ServiceDocuments.class);
    private static final String PATH = "/q/openapi?format=json";
    private static final Duration KEPT_FOR = Duration.ofSeconds(15);
    private static final long PATIENCE_MILLIS = 1_000;

    private final Upstreams upstreams;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<Service, ObjectNode> known = new EnumMap<>(Service.class);
    private Instant askedAt = Instant.MIN;

    ServiceDocuments(Upstreams upstreams, ObjectMapper json, Clock clock) {
        this.upstreams = upstreams;
        this.json = json;
        this.clock = clock;
    }

    /// The documents of all services that ever told one; asks them again where that was not done just now. Never fails:
    /// a service that is away keeps its last document.
    Future<List<Part>> parts() {
        if (!isDue()) {
            return Future.succeededFuture(snapshot());
        }
        List<Future<?>> answers = new ArrayList<>();
        for (Service service : Service.values()) {
            answers.add(fetch(service)
                    .onSuccess(document -> document.ifPresent(found -> keep(service, found)))
                    .onFailure(failure -> LOG.debugf("No OpenAPI document: service=%s cause=%s", service, failure)));
        }
        return Future.join(answers).transform(done -> Future.succeededFuture(snapshot()));
    }

    private Future<Optional<ObjectNode>> fetch(Service service) {
        return upstreams
                .get(service, PATH)
                .compose(response -> response.statusCode() == 200
                        ? response.body().map(this::read)
                        : Future.failedFuture("status " + response.statusCode()))
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Optional<ObjectNode> read(Buffer body) {
        try {
            return json.readTree(body.getBytes()) instanceof ObjectNode document
                    ? Optional.of(document)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private synchronized boolean isDue() {
        Instant now = clock.instant();
        boolean due = known.size() < Service.values().length || askedAt.isBefore(now.minus(KEPT_FOR));
        if (due) {
            askedAt = now;
        }
        return due;
    }

    private synchronized void keep(Service service, ObjectNode document) {
        known.put(service, document);
    }

    private synchronized List<Part> snapshot() {
        List<Part> parts = new ArrayList<>();
        known.forEach((service, document) -> parts.add(new Part(owner(service), document)));
        return parts;
    }

    private static Owner owner(Service service) {
        return switch (service) {
            case BUILD -> Owner.BUILD;
            case MONITOR -> Owner.MONITOR;
        };
    }
}
