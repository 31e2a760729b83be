package io.nokube.build.health;

import io.nokube.build.config.BuildConfig;
import io.nokube.build.github.Pulse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready while GitHub has answered within the last minutes and accepts NoKube's credentials.
@Readiness
@ApplicationScoped
public class GitHubReadiness implements HealthCheck {
    private final Pulse pulse;
    private final Clock clock;
    private final Duration within;

    public GitHubReadiness(Pulse pulse, Clock clock, BuildConfig config) {
        this.pulse = pulse;
        this.clock = clock;
        this.within = config.github().readyWithin();
    }

    @Override
    public HealthCheckResponse call() {
        Instant good = pulse.lastGood();
        boolean recent = good != null && !good.plus(within).isBefore(clock.instant());
        String trouble = pulse.trouble();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("GitHub").status(recent && !pulse.isDenied());
        if (good != null) {
            response.withData("last_good_answer", good.toString());
        }
        Instant since = pulse.troubledSince();
        if (trouble != null && since != null) {
            String state = pulse.isDenied() ? "GitHub refuses NoKube" : "GitHub unreachable";
            response.withData("trouble", state + " since " + since + ": " + trouble);
        }
        return response.build();
    }
}
