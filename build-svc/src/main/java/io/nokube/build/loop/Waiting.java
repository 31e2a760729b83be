package io.nokube.build.loop;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/// Lets the loops' threads wait for what runs on an event loop, so that a worker reads as plain sequential code.
public final class Waiting {
    private Waiting() {}

    @SuppressWarnings("IllegalCatch")
    public static <T> T on(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
