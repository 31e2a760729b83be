package io.nokube.build.events;

import io.nokube.build.BuildId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Wakes the streams of this replica that wait for something to happen to a build.
@ApplicationScoped
public class Wakeups {
    private final Map<BuildId, Watched> watches = new ConcurrentHashMap<>();
    private final AtomicLong eras = new AtomicLong();

    /// A build that somebody watches here.
    private static final class Watched {
        private final Set<Watch> all = ConcurrentHashMap.newKeySet();
        private final AtomicLong wakes;

        /// @param era never the same, so that no count of an earlier watch comes back
        Watched(long era) {
            this.wakes = new AtomicLong(era << 32);
        }

        /// Counted first: whoever reads because of this wake-up reads what led to it.
        void wake() {
            wakes.incrementAndGet();
            all.forEach(Watch::wake);
        }
    }

    /// To be closed by whoever waits.
    public Watch watch(BuildId build) {
        Watch watch = new Watch(build);
        watches.compute(build, (_, others) -> {
            Watched watched = others == null ? new Watched(eras.incrementAndGet()) : others;
            watched.all.add(watch);
            return watched;
        });
        return watch;
    }

    /// How many streams there are.
    public int size() {
        return watches.values().stream().mapToInt(watched -> watched.all.size()).sum();
    }

    /// Whether anybody watches the build here.
    public boolean isWatched(BuildId build) {
        return watches.containsKey(build);
    }

    /// The builds that are watched here.
    Set<BuildId> watched() {
        return Set.copyOf(watches.keySet());
    }

    void wake(BuildId build) {
        Watched watched = watches.get(build);
        if (watched != null) {
            watched.wake();
        }
    }

    void wakeAll() {
        watches.values().forEach(Watched::wake);
    }

    /// One stream's wait. A wake-up between two waits is not lost.
    public final class Watch implements AutoCloseable {
        private final BuildId build;
        private boolean woken;
        private @Nullable UniEmitter<? super Void> waiting;

        private Watch(BuildId build) {
            this.build = build;
        }

        /// How often whoever watches this build was woken. What two streams read of it is the same where this is.
        long wakes() {
            Watched watched = watches.get(build);
            return watched == null ? 0 : watched.wakes.get();
        }

        /// Completes when something may have happened.
        Uni<Void> next() {
            return Uni.createFrom().<Void>emitter(this::await);
        }

        /// Completes when something may have happened, and at the latest after `atMost`.
        public Uni<Void> next(Duration atMost) {
            return next().ifNoItem().after(atMost).recoverWithItem(() -> null);
        }

        private void await(UniEmitter<? super Void> emitter) {
            synchronized (this) {
                if (!woken) {
                    waiting = emitter;
                    return;
                }
                woken = false;
            }
            emitter.complete(null);
        }

        private void wake() {
            UniEmitter<? super Void> emitter;
            synchronized (this) {
                emitter = waiting;
                waiting = null;
                woken = emitter == null;
            }
            if (emitter != null) {
                emitter.complete(null);
            }
        }

        @Override
        public void close() {
            watches.computeIfPresent(build, (_, others) -> {
                others.all.remove(this);
                return others.all.isEmpty() ? null : others;
            });
        }
    }
}
