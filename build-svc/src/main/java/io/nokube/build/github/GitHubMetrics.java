package io.nokube.build.github;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What Prometheus is told about the requests to GitHub.
@ApplicationScoped
public class GitHubMetrics {
    static final String REQUESTS = "nokube.github.requests";

    private final MeterRegistry registry;

    public GitHubMetrics(MeterRegistry registry, RateGate gate) {
        this.registry = registry;
        Gauge.builder("nokube.github.rate.remaining", gate, GitHubMetrics::remaining)
                .description("Requests that GitHub's primary limit still allows; none where it has not said")
                .register(registry);
    }

    /// Takes note of one request.
    ///
    /// @param reply null where none came
    void sent(String operation, @Nullable Reply reply, Duration time) {
        registry.timer(REQUESTS, "operation", operation, "result", result(reply))
                .record(time);
    }

    static String result(@Nullable Reply reply) {
        if (reply == null) {
            return "unanswered";
        }
        if (reply.isLimit()) {
            return "limited";
        }
        if (reply.isDenied()) {
            return "denied";
        }
        if (reply.status() == 304) {
            return "not_modified";
        }
        if (reply.status() >= 500) {
            return "error";
        }
        return reply.status() >= 400 ? "refused" : "ok";
    }

    private static double remaining(RateGate gate) {
        int remaining = gate.rate().remaining();
        return remaining == Integer.MAX_VALUE ? Double.NaN : remaining;
    }
}
