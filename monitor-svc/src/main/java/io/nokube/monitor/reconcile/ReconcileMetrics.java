package io.nokube.monitor.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.status.AppOutline;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What Prometheus is told about the apps and about the work on them.
@Singleton
public class ReconcileMetrics {
    private final MeterRegistry registry;
    private final Informers informers;
    private final Leadership leadership;
    private final Turns turns;
    private final Submissions submissions;
    private final List<Meter> gauges = new ArrayList<>();

    public ReconcileMetrics(
            MeterRegistry registry, Informers informers, Leadership leadership, Turns turns, Submissions submissions) {
        this.registry = registry;
        this.informers = informers;
        this.leadership = leadership;
        this.turns = turns;
        this.submissions = submissions;
    }

    void register(@Observes StartupEvent event) {
        for (String ready : List.of("True", "False", "Unknown")) {
            gauges.add(Gauge.builder("nokube.apps", () -> count(ready))
                    .description("Apps by their Ready condition, as this replica sees them")
                    .tag("ready", ready)
                    .register(registry));
            gauges.add(Gauge.builder("nokube.certificates", () -> certificates(ready))
                    .description("Apps with HTTPS by their CertificateReady condition, as this replica sees them")
                    .tag("ready", ready)
                    .register(registry));
        }
        gauges.add(Gauge.builder("nokube.reconciles.waiting", () -> turns.waiting() + submissions.waiting())
                .description("Passes that wait for their tenant's turn")
                .register(registry));
        gauges.add(Gauge.builder("nokube.leader", () -> leadership.isHeld() ? 1 : 0)
                .description("Whether this replica is the one that reconciles")
                .register(registry));
    }

    /// The registry outlives the service where it is started again in the same JVM, and would go on asking this one.
    void forget(@Observes ShutdownEvent event) {
        gauges.forEach(registry::remove);
    }

    /// One pass over one app, measured.
    <T> T timed(Supplier<T> pass, Function<T, UpdateControl<NoKubeApp>> toControl) {
        Timer.Sample sample = Timer.start(registry);
        String result = "error";
        try {
            T done = pass.get();
            result = toControl.apply(done).isNoUpdate() ? "unchanged" : "status_written";
            return done;
        } finally {
            sample.stop(registry.timer("nokube.reconciles", "result", result));
        }
    }

    private long count(String ready) {
        return count(app -> app.ready().equals(ready));
    }

    /// An app without a certificate has no such condition.
    private long certificates(String ready) {
        return count(app -> ready.equals(app.certificate()));
    }

    private long count(Predicate<AppOutline> which) {
        return informers.isComplete() ? informers.outlines().filter(which).count() : 0;
    }
}
