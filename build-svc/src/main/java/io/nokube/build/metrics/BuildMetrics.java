package io.nokube.build.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.nokube.build.Build;
import io.nokube.build.BuildState;
import io.nokube.build.BuildStatus;
import io.nokube.build.events.Wakeups;
import io.nokube.build.store.ActiveBuilds;
import io.nokube.build.store.BuildEnded;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.BuildSent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// How many builds there are, how they ended and how long they took.
@ApplicationScoped
public class BuildMetrics {
    private static final List<BuildStatus> ACTIVE =
            List.of(BuildStatus.PENDING, BuildStatus.BUILDING, BuildStatus.CANCELLING);

    private final MeterRegistry registry;
    private final BuildRepository builds;
    private final Wakeups streams;
    private volatile ActiveBuilds active = ActiveBuilds.NONE;

    public BuildMetrics(MeterRegistry registry, BuildRepository builds, Wakeups streams) {
        this.registry = registry;
        this.builds = builds;
        this.streams = streams;
    }

    void register(@Observes StartupEvent event) {
        for (BuildStatus status : ACTIVE) {
            Gauge.builder("nokube.builds.active", () -> active.byStatus().getOrDefault(status.word(), 0L))
                    .description("Builds that are not over, of all replicas")
                    .tag("status", status.word())
                    .register(registry);
        }
        TimeGauge.builder("nokube.builds.oldest", () -> active.oldest().toMillis(), TimeUnit.MILLISECONDS)
                .description("How long ago the oldest build was accepted that is not over")
                .register(registry);
        Gauge.builder("nokube.event.subscribers", streams, Wakeups::size)
                .description("Event streams that are open at this replica")
                .register(registry);
    }

    /// Every replica asks, so that no replica's end leaves the figures behind.
    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return builds.active().invoke(found -> active = found).replaceWithVoid();
    }

    void ended(@Observes BuildEnded event) {
        Build build = event.build();
        BuildState state = build.state();
        String category = state instanceof BuildState.Failed failed
                ? failed.failure().category().word()
                : "none";
        registry.counter("nokube.builds", "outcome", state.status().word(), "category", category)
                .increment();
        Instant started = state.startedAt();
        Instant completed = state.completedAt();
        if (started != null && completed != null) {
            registry.timer("nokube.builds.wait").record(time(build.createdAt(), started));
            registry.timer("nokube.builds.run").record(time(started, completed));
        }
    }

    void sent(@Observes BuildSent event) {
        registry.timer("nokube.builds.dispatch").record(time(event.build().createdAt(), event.at()));
    }

    /// GitHub's clock and NoKube's differ: what took no time can seem to end before it began.
    private static Duration time(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
