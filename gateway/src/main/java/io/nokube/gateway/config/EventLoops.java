package io.nokube.gateway.config;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// One event loop for each core, where `QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE` says nothing: nothing blocks them, so that
/// more of them would only take turns, each with connections and buffers of its own.
@Singleton
public class EventLoops implements VertxOptionsCustomizer {
    private final OptionalInt configured;

    EventLoops(@ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt configured) {
        this.configured = configured;
    }

    @Override
    public void accept(VertxOptions options) {
        if (configured.isEmpty()) {
            options.setEventLoopPoolSize(Math.max(1, Runtime.getRuntime().availableProcessors()));
        }
    }
}
