package io.nokube.gateway.edge;

import io.nokube.gateway.config.GatewayConfig;
import io.nokube.web.TraceIds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// A line on standard output for each request that was answered, where `NOKUBE_ACCESS_LOG` says so.
///
/// Lines are gathered for a moment and written together by a thread of their own: a logger, which formats and writes
/// each by itself, would cost a quarter of what passing a request on costs.
@Singleton
public class AccessLog {
    private static final Logger LOG = Logger.getLogger(AccessLog.class);
    private static final String USER = "nokube.user";
    private static final long EVERY_MILLIS = 200;
    private static final int INITIAL = 64 * 1024;
    /// When nobody reads what is written, lines are left out rather than kept without end.
    private static final int MOST = 4 * 1024 * 1024;

    private final Clock clock;
    private final Timestamps timestamps = new Timestamps();
    private final boolean on;
    private final OutputStream output = new FileOutputStream(FileDescriptor.out);
    private StringBuilder lines = new StringBuilder(INITIAL);
    private StringBuilder spare = new StringBuilder(INITIAL);
    private long leftOut;
    private volatile boolean stopping;
    private final Thread writer =
            Thread.ofPlatform().daemon().name("access-log").unstarted(this::write);

    AccessLog(Clock clock, GatewayConfig config) {
        this.clock = clock;
        this.on = config.accessLog() == GatewayConfig.Switch.ON;
    }

    /// Whose request it turned out to be.
    public static void nameUser(RoutingContext context, String username) {
        context.put(USER, username);
    }

    void start(@Observes StartupEvent event) {
        if (on) {
            writer.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        writer.interrupt();
        writer.join(TimeUnit.SECONDS.toMillis(1));
    }

    /// Has the request logged when it is over.
    void watch(RoutingContext context) {
        if (on) {
            long began = System.nanoTime();
            context.addEndHandler(ended -> add(context, began));
        }
    }

    private void add(RoutingContext context, long began) {
        HttpServerRequest request = context.request();
        var peer = request.remoteAddress();
        AccessLine line = new AccessLine(
                timestamps.format(clock.instant()),
                request.method().name(),
                String.valueOf(request.path()),
                context.response().getStatusCode(),
                context.response().bytesWritten(),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began),
                context.get(USER),
                peer == null ? "" : peer.hostAddress(),
                TraceIds.of(request.getHeader(TraceIds.HEADER)));
        synchronized (this) {
            if (lines.length() < MOST) {
                line.appendTo(lines);
            } else {
                leftOut++;
            }
        }
    }

    private void write() {
        while (!stopping) {
            try {
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            } catch (InterruptedException e) {
                // Stopping: what is there is still written.
                stopping = true;
            }
            writeAll();
        }
    }

    private void writeAll() {
        StringBuilder gathered;
        long missing;
        synchronized (this) {
            gathered = lines;
            lines = spare;
            missing = leftOut;
            leftOut = 0;
        }
        try {
            output.write(gathered.toString().getBytes(StandardCharsets.UTF_8));
            output.flush();
        } catch (IOException e) {
            LOG.debug("The access log cannot be written", e);
        }
        if (missing > 0) {
            LOG.warnf("The access log lacks lines, since nobody reads them: lines=%d", missing);
        }
        gathered.setLength(0);
        spare = gathered;
    }
}
