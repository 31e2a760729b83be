package io.nokube.monitor.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.nokube.crd.NoKubeApp;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Whose app the operator SDK hands out for a pass: it tells the executor only what to run, but its metrics, in the
/// same thread and just before, which app it is about.
///
/// It measures nothing. The operator SDK's own metrics keep several series with percentiles for every single object,
/// which with 1,000 apps are 80,000 samples; what there is to know is in [ReconcileMetrics].
@Singleton
public class Submissions implements Metrics {
    private final ThreadLocal<@Nullable Submission> noted = new ThreadLocal<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /// @param isUrgent whether the app's spec has not been brought about, which comes before keeping up the status of
    ///     apps that are
    record Submission(String tenant, boolean isUrgent) {}

    @Override
    public void reconciliationSubmitted(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        boolean isUrgent = !(resource instanceof NoKubeApp app)
                || app.getStatus() == null
                || !Objects.equals(
                        app.getStatus().observedGeneration(), app.getMetadata().getGeneration());
        noted.set(new Submission(resource.getMetadata().getNamespace(), isUrgent));
    }

    /// How many passes have not been begun, since others are under way.
    int waiting() {
        return waiting.get();
    }

    void waitingChanged(int by) {
        waiting.addAndGet(by);
    }

    /// What was noted last in this thread, once.
    Optional<Submission> take() {
        Submission submission = noted.get();
        noted.remove();
        return Optional.ofNullable(submission);
    }
}
