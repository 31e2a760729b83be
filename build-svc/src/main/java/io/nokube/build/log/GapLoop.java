package io.nokube.build.log;

import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.loop.Waiting;
import io.nokube.build.loop.WorkLoop;
import io.nokube.build.store.BuildRepository;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Gives up on lines that do not come, also where no later push brings that up.
@ApplicationScoped
class GapLoop {
    private final LiveLogs logs;
    private final BuildRepository builds;
    private final WorkLoop loop;

    GapLoop(LiveLogs logs, BuildRepository builds, BuildConfig config) {
        this.logs = logs;
        this.builds = builds;
        this.loop = new WorkLoop("log-gaps", config.logs().gapPatience().dividedBy(2), this::pass);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void pass() {
        for (BuildId id : Waiting.on(logs::stuck)) {
            Waiting.on(() -> builds.find(id)).ifPresent(build -> Waiting.on(() -> logs.giveUp(build)));
        }
        Waiting.on(logs::forgetWhatIsOver);
    }
}
