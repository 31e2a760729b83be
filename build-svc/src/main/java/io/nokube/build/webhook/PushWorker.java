package io.nokube.build.webhook;

import io.nokube.build.api.AutoBuilds;
import io.nokube.build.github.HookEvent.Pushed;
import io.nokube.build.loop.Waiting;
import io.nokube.build.loop.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/// Starts the builds of pushes, one push after the other, until none waits.
///
/// Where that fails the push stays and is taken again later; what was started for it is not started twice.
@ApplicationScoped
class PushWorker {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Pushes pushes;
    private final AutoBuilds autoBuilds;
    private final WorkLoop loop;

    PushWorker(Pushes pushes, AutoBuilds autoBuilds) {
        this.pushes = pushes;
        this.autoBuilds = autoBuilds;
        this.loop = new WorkLoop("pushes", EVERY, this::pass);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void received(@Observes PushReceived event) {
        loop.nudge();
    }

    private void pass() {
        while (!loop.isStopped()) {
            Optional<Pushes.Waiting> taken = Waiting.on(pushes::take);
            if (taken.isEmpty()) {
                return;
            }
            Pushed push = taken.get().push();
            Waiting.on(() -> autoBuilds.start(push.repositoryUrl(), push.branch(), push.commit()));
            Waiting.on(() -> pushes.done(taken.get().id()));
        }
    }
}
