package io.nokube.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/// A service's answer as it comes in. Where it breaks off it does not end at all, and whoever watches it is told; where
/// the gateway wants no more of it, it ends well before the service has said all.
///
/// Told of the failure itself, http-proxy would reset the answer to the client in a way that leaves Quarkus counting a
/// request in flight for ever, and waiting for it when it stops.
final class WatchedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final Runnable broken;
    private @Nullable Handler<Void> ended;
    private boolean cut;

    WatchedBody(ReadStream<Buffer> source, Runnable broken) {
        this.source = source;
        this.broken = broken;
    }

    /// Ends it here.
    void cut() {
        if (!cut && ended != null) {
            cut = true;
            source.handler(null).endHandler(null);
            ended.handle(null);
        }
    }

    @Override
    public WatchedBody handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler);
        return this;
    }

    @Override
    public WatchedBody endHandler(@Nullable Handler<Void> handler) {
        ended = handler;
        source.endHandler(handler);
        return this;
    }

    @Override
    public WatchedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        // Whoever has read to the end takes the handler away, and the source throws where it is given another by then.
        source.exceptionHandler(
                handler == null
                        ? null
                        : failure -> {
                            if (!cut) {
                                broken.run();
                            }
                        });
        return this;
    }

    @Override
    public WatchedBody pause() {
        source.pause();
        return this;
    }

    @Override
    public WatchedBody resume() {
        source.resume();
        return this;
    }

    @Override
    public WatchedBody fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
