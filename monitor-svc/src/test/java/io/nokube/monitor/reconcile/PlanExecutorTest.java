package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.nokube.monitor.cluster.WriteOutcome.Cause;
import io.nokube.monitor.cluster.WriteOutcome.Done;
import io.nokube.monitor.cluster.WriteOutcome.Failed;
import io.nokube.monitor.cluster.WriteOutcome.Refused;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.status.Finding;
import io.nokube.monitor.status.Reason;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanExecutorTest {
    private static final Service OBJECT = new ServiceBuilder()
            .withNewMetadata()
            .withName("one")
            .withNamespace("tenant")
            .endMetadata()
            .build();

    @Test
    void whatIsClearedIsNoFinding() {
        assertThat(clear(new Done<>(OBJECT))).isEmpty();
    }

    /// Gone, changed at the same time, and a test of the patch that did not hold.
    @ParameterizedTest
    @ValueSource(ints = {404, 409, 422})
    void whatChangedMeanwhileIsLookedAtAgain(int code) {
        assertThatThrownBy(() -> clear(new Refused<>(code, "the server rejected our request", List.of())))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessageContaining("was changed at the same time");
    }

    @Test
    void aClearThatIsRefusedIsSaid() {
        assertThat(clear(new Refused<>(403, "a webhook denied the request", List.of())))
                .hasValueSatisfying(finding -> assertThat(finding.message()).contains("webhook denied"));
        assertThat(clear(new Refused<>(422, "spec.x is required", List.of(new Cause("spec.x", "is required")))))
                .hasValueSatisfying(finding -> assertThat(finding.reason()).isEqualTo(Reason.INVALID_SPEC));
        assertThat(clear(new Failed<>("the webhook does not answer")))
                .hasValueSatisfying(finding -> assertThat(finding.reason()).isEqualTo(Reason.CLUSTER_FAILED));
    }

    private static Optional<Finding> clear(WriteOutcome<Service> outcome) {
        Plan plan = new Plan(List.of(new Action.Clear(OBJECT, Map.of("/spec/x", Map.of()))));
        return new PlanExecutor(answering(ClusterWriter.class, outcome), answering(ClusterReader.class, outcome))
                .execute("tenant", plan);
    }

    /// A port that answers everything with one thing.
    private static <T> T answering(Class<T> port, Object answer) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, _, _) -> answer));
    }
}
