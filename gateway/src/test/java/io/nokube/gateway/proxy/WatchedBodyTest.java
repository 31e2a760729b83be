package io.nokube.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchedBodyTest {
    private final Source source = new Source();
    private final List<String> told = new ArrayList<>();
    private final WatchedBody body = new WatchedBody(source, () -> told.add("broken"));

    @Test
    void afterTheEndHandlersCanBeTakenAway() {
        body.handler(part -> {}).exceptionHandler(failure -> told.add("failed")).endHandler(end -> told.add("ended"));

        source.end();
        body.handler(null).exceptionHandler(null).endHandler(null);

        assertThat(told).containsExactly("ended");
        assertThat(source.failed).isNull();
    }

    @Test
    void whoWatchesIsToldThatItBrokeOff() {
        body.exceptionHandler(failure -> told.add("failed")).endHandler(end -> told.add("ended"));

        Objects.requireNonNull(source.failed).handle(new IllegalStateException("broken off"));

        assertThat(told).containsExactly("broken");
    }

    @Test
    void whatBreaksOffAfterACutIsNobodysBusiness() {
        body.exceptionHandler(failure -> told.add("failed")).endHandler(end -> told.add("ended"));

        body.cut();
        body.cut();
        Objects.requireNonNull(source.failed).handle(new IllegalStateException("reset"));

        assertThat(told).containsExactly("ended");
    }

    /// As a client's response is: after its end it takes no handler but none.
    private static final class Source implements ReadStream<Buffer> {
        private boolean over;
        private @Nullable Handler<Throwable> failed;
        private @Nullable Handler<Void> ended;

        void end() {
            over = true;
            Objects.requireNonNull(ended).handle(null);
        }

        private void check(@Nullable Object handler) {
            if (over && handler != null) {
                throw new IllegalStateException("It has ended");
            }
        }

        @Override
        public Source exceptionHandler(@Nullable Handler<Throwable> handler) {
            check(handler);
            failed = handler;
            return this;
        }

        @Override
        public Source handler(@Nullable Handler<Buffer> handler) {
            check(handler);
            return this;
        }

        @Override
        public Source endHandler(@Nullable Handler<Void> handler) {
            check(handler);
            ended = handler;
            return this;
        }

        @Override
        public Source pause() {
            return this;
        }

        @Override
        public Source resume() {
            return this;
        }

        @Override
        public Source fetch(long amount) {
            return this;
        }
    }
}
