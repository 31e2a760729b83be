package io.nokube.gateway.proxy;

import io.nokube.gateway.edge.BodyLimit;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/// A request's body as it comes in, which fails as soon as it is over the limit and never ends well after that: what
/// was passed on so far is then no whole request to the service.
final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private long left = BodyLimit.MAX_BYTES;
    private boolean over;
    private @Nullable Handler<Throwable> failed;

    LimitedBody(ReadStream<Buffer> source) {
        this.source = source;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public LimitedBody handler(@Nullable Handler<Buffer> handler) {
        if (handler == null) {
            source.handler(null);
            return this;
        }
        source.handler(buffer -> accept(buffer, handler));
        return this;
    }

    @Override
    public LimitedBody endHandler(@Nullable Handler<Void> ended) {
        if (ended == null) {
            source.endHandler(null);
            return this;
        }
        source.endHandler(end -> {
            if (!over) {
                ended.handle(null);
            }
        });
        return this;
    }

    @Override
    public LimitedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        this.failed = handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public LimitedBody pause() {
        source.pause();
        return this;
    }

    @Override
    public LimitedBody resume() {
        source.resume();
        return this;
    }

    @Override
    public LimitedBody fetch(long amount) {
        source.fetch(amount);
        return this;
    }

    private void accept(Buffer buffer, Handler<Buffer> handler) {
        if (over) {
            return;
        }
        left -= buffer.length();
        if (left >= 0) {
            handler.handle(buffer);
            return;
        }
        over = true;
        if (failed != null) {
            failed.handle(new IllegalStateException("The body is over the limit"));
        }
    }
}
