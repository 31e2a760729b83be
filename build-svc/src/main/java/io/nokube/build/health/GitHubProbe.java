package io.nokube.build.health;

import io.nokube.build.config.BuildConfig;
import io.nokube.build.github.Pulse;
import io.nokube.build.github.RestGitHub;
import io.nokube.build.loop.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Asks GitHub whether it is there, when nothing else has asked for a while.
@ApplicationScoped
public class GitHubProbe {
    private final RestGitHub gitHub;
    private final Pulse pulse;
    private final Clock clock;
    private final Duration every;
    private final WorkLoop loop;

    public GitHubProbe(RestGitHub gitHub, Pulse pulse, Clock clock, BuildConfig config) {
        this.gitHub = gitHub;
        this.pulse = pulse;
        this.clock = clock;
        this.every = config.github().probeEvery();
        this.loop = new WorkLoop("github-probe", every, this::probe);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void probe() {
        Instant good = pulse.lastGood();
        if (good == null || pulse.trouble() != null || good.plus(every).isBefore(clock.instant())) {
            gitHub.probe();
        }
    }
}
