package io.nokube.monitor.reconcile;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Turns the operator SDK's own metrics off: it keeps several series with percentiles for every single object, which
/// with 1,000 apps are 80,000 samples. What there is to know is in [ReconcileMetrics].
final class NoSdkMetrics {
    @Produces
    @Singleton
    Metrics none() {
        return Metrics.NOOP;
    }
}
