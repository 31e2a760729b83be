package io.nokube.build.events;

import io.nokube.build.BuildId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Wakes the streams of this replica that wait for something to happen to a build.
@ApplicationScoped
public class Wakeups {
    private final Map<BuildId, Set<Watch>> watches = new ConcurrentHashMap<>();

    /// To be closed by whoever waits.
    public Watch watch(BuildId build) {
        Watch watch = new Watch(build);
        watches.compute(build, (_, others) -> {
            Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(watch);
            return all;
        });
        return watch;
    }

    /// How many streams there are.
    public int size() {
        return watches.values().stream().mapToInt(Set::size).sum();
    }

    /// Whether anybody watches the build here.
    public boolean isWatched(BuildId build) {
        return watches.containsKey(build);
    }

    void wake(BuildId build) {
        watches.getOrDefault(build, Set.of()).forEach(Watch::wake);
    }

    void wakeAll() {
        watches.values().forEach(all -> all.forEach(Watch::wake));
    }

    /// One stream's wait. A wake-up between two waits is not lost.
    public final class Watch implements AutoCloseable {
        private final BuildId build;
        private boolean woken;
        private @Nullable UniEmitter<? super Void> waiting;

        private Watch(BuildId build) {
            this.build = build;
        }

        /// Completes when something may have happened, and at the latest after `atMost`.
        public Uni<Void> next(Duration atMost) {
            return Uni.createFrom()
                    .<Void>emitter(this::await)
                    .ifNoItem()
                    .after(atMost)
                    .recoverWithItem(() -> null);
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
            watches.computeIfPresent(build, (_, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }
}
