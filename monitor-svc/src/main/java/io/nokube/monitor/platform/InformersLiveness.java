package io.nokube.monitor.platform;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.nokube.monitor.cluster.Informers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// An informer that was sent what nobody can read stops for good, and the apps would no longer be looked after. Only a
/// new process begins afresh. One that merely waits for the API server runs.
@Liveness
@ApplicationScoped
public class InformersLiveness implements HealthCheck {
    private static final String NAME = "informers";

    private final Operator operator;
    private final Informers informers;

    public InformersLiveness(Operator operator, Informers informers) {
        this.operator = operator;
        this.informers = informers;
    }

    @Override
    public HealthCheckResponse call() {
        List<String> stopped = informers.isComplete() ? stopped() : List.of();
        return stopped.isEmpty()
                ? HealthCheckResponse.up(NAME)
                : HealthCheckResponse.named(NAME)
                        .down()
                        .withData("stopped", String.join(", ", stopped))
                        .build();
    }

    private List<String> stopped() {
        Stream<String> ofTheOperator =
                operator.getRuntimeInfo().unhealthyInformerWrappingEventSourceHealthIndicator().values().stream()
                        .map(Map::entrySet)
                        .flatMap(Collection::stream)
                        .filter(source -> !runs(source.getValue()))
                        .map(Map.Entry::getKey);
        return Stream.concat(ofTheOperator, informers.stopped().stream())
                .sorted()
                .toList();
    }

    private static boolean runs(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values().stream().allMatch(InformerHealthIndicator::isRunning);
    }
}
