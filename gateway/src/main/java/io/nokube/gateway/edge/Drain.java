package io.nokube.gateway.edge;

import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// How the gateway stops without dropping a request that it accepted.
///
/// At once, every answer asks its client to come on another connection next time, and `/q/health/ready` says no.
/// Shortly before `QUARKUS_SHUTDOWN_DELAY` is over, no connection is accepted any more and event streams end, so that
/// their clients open them elsewhere. Then Quarkus waits up to `QUARKUS_SHUTDOWN_TIMEOUT` for the requests under way,
/// closes what is idle by then, and only after that the connections to services and database.
@Singleton
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    /// What a connection that was accepted last has for sending its request.
    private static final Duration LAST_CALL = Duration.ofMillis(250);

    private final Vertx vertx;
    private final Duration delay;
    private final Set<Channel> listening = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private volatile boolean closed;

    Drain(Vertx vertx, @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0S") Duration delay) {
        this.vertx = vertx;
        this.delay = delay;
    }

    /// Has `end` called, on the event loop of the caller, when open streams have to end; perhaps soon.
    public void endStream(RoutingContext context, Runnable end) {
        Context here = vertx.getOrCreateContext();
        Runnable there = () -> here.runOnContext(run -> end.run());
        streams.add(there);
        context.addEndHandler(ended -> streams.remove(there));
        if (closed) {
            there.run();
        }
    }

    void begin(@Observes ShutdownDelayInitiatedEvent initiated) {
        stopping = true;
        long patience = delay.minus(LAST_CALL).toMillis();
        LOG.infof("Stopping: taking no new connections in %d ms", Math.max(0, patience));
        if (patience > 0) {
            vertx.setTimer(patience, over -> close());
        } else {
            close();
        }
    }

    /// Looks at an answer whose head is about to be sent.
    void complete(RoutingContext context) {
        if (!stopping) {
            return;
        }
        HttpServerRequest request = context.request();
        HttpConnection connection = request.connection();
        learn(connection);
        if (Exchanges.sharesConnection(request)) {
            // Says that no new streams are taken and closes once those under way have ended (RFC 9113, section 6.8).
            connection.shutdown();
            return;
        }
        context.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(ended -> {
            if (request.isEnded()) {
                connection.close();
            } else {
                Refusal.closeSoon(vertx, request);
            }
        });
    }

    /// Quarkus does not hand out its servers, but each connection knows the socket it was accepted from. Ending
    /// that one leaves the connections alone.
    private void learn(HttpConnection connection) {
        if (connection instanceof ConnectionBase accepted && accepted.channel().parent() != null) {
            Channel parent = accepted.channel().parent();
            if (listening.add(parent) && closed) {
                parent.close();
            }
        }
    }

    private void close() {
        closed = true;
        listening.forEach(Channel::close);
        streams.forEach(Runnable::run);
    }
}
