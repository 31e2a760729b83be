package io.nokube.build.events;

import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.loop.Waiting;
import io.nokube.build.loop.WorkLoop;
import io.nokube.build.store.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;

/// Looks for events that no notification told of, with one query for all builds that are watched here.
@ApplicationScoped
class Looks {
    private final EventLog log;
    private final Wakeups wakeups;
    private final WorkLoop loop;
    private Map<BuildId, Integer> known = Map.of();

    Looks(EventLog log, Wakeups wakeups, BuildConfig config) {
        this.log = log;
        this.wakeups = wakeups;
        this.loop = new WorkLoop("look", config.events().lookEvery(), this::look);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void look() {
        Set<BuildId> watched = wakeups.watched();
        Map<BuildId, Integer> newest = watched.isEmpty() ? Map.of() : Waiting.on(() -> log.newest(watched));
        // A build that was not watched at the last look is one that something may have happened to since.
        newest.forEach((build, seq) -> {
            if (!seq.equals(known.get(build))) {
                wakeups.wake(build);
            }
        });
        known = newest;
    }
}
