package io.nokube.monitor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.golden.UnreliableCluster.Break;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.reconcile.PlanExecutor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A pass that breaks off at any of its writes, or after it, is made good by the next one: it comes to the same
/// objects, and nothing is written twice that had got through.
class InterruptionsTest {
    private static final int PASSES = 3;

    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comeToTheSame(GoldenCase test) {
        FakeCluster undisturbed = test.cluster.copy();
        List<String> writes = bringAbout(test, undisturbed, -1, Break.BEFORE);
        for (int at = 0; at < writes.size(); at++) {
            for (Break how : Break.values()) {
                FakeCluster disturbed = test.cluster.copy();
                List<String> done = bringAbout(test, disturbed, at, how);
                assertThat(disturbed.contents())
                        .as("%s, %s write %d", test, how, at)
                        .isEqualTo(undisturbed.contents());
                assertThat(children(done))
                        .as("%s, %s write %d", test, how, at)
                        .containsExactlyInAnyOrderElementsOf(children(writes));
            }
        }
    }

    /// What prepares a write of the same object is said again where that write did not get through: it changes nothing
    /// the second time.
    private static List<String> children(List<String> writes) {
        return writes.stream()
                .filter(write -> !write.startsWith("clear") && !write.startsWith("apply as nokube-handover"))
                .toList();
    }

    /// @return what was carried out
    private static List<String> bringAbout(GoldenCase test, FakeCluster cluster, int at, Break how) {
        UnreliableCluster port = new UnreliableCluster(cluster, at, how);
        PlanExecutor executor = new PlanExecutor(port, port, Runnable::run);
        for (int pass = 0; pass < PASSES; pass++) {
            try {
                var refused = executor.execute(test.app.namespace(), test.planFor(cluster));
                assertThat(refused).isEmpty();
            } catch (ClusterUnavailableException e) {
                assertThat(at).isNotNegative();
            }
        }
        Plan left = test.planFor(cluster);
        assertThat(left.actions()).allMatch(Action.Refuse.class::isInstance);
        return port.writes;
    }
}
