package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
import io.nokube.monitor.diff.FieldDiff;
import io.nokube.monitor.plan.Action;
import io.nokube.monitor.plan.Plan;
import io.nokube.monitor.status.Finding;
import io.nokube.monitor.status.Reason;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    /// Each write waits until all others of its step have begun: one after another they would never end.
    @Test
    void whatDoesNotDependOnEachOtherIsMadeAtTheSameTime() {
        List<String> begun = new CopyOnWriteArrayList<>();
        CyclicBarrier all = new CyclicBarrier(2);
        Plan plan = new Plan(Stream.of("Service", "ServiceAccount", "Deployment")
                .map(PlanExecutorTest::making)
                .toList());
        ClusterWriter writer = port(ClusterWriter.class, object -> {
            begun.add(object.getKind());
            if (!object.getKind().equals("ServiceAccount")) {
                all.await(1, TimeUnit.MINUTES);
            }
            return new Done<>(object);
        });

        assertThat(new PlanExecutor(writer, answering(ClusterReader.class, Optional.empty())).execute("tenant", plan))
                .isEmpty();
        assertThat(begun).hasSize(3).startsWith("ServiceAccount");
    }

    /// So that the next pass does not meet a write of this one.
    @Test
    void aPassThatBreaksOffHasNoWriteUnderWay() {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch failed = new CountDownLatch(1);
        Plan plan = new Plan(
                Stream.of("Service", "Deployment").map(PlanExecutorTest::making).toList());
        ClusterWriter writer = port(ClusterWriter.class, object -> {
            if (object.getKind().equals("Service")) {
                failed.countDown();
                throw new ClusterUnavailableException("away", null);
            }
            failed.await();
            done.incrementAndGet();
            return new Done<>(object);
        });

        assertThatThrownBy(() -> new PlanExecutor(writer, answering(ClusterReader.class, Optional.empty()))
                        .execute("tenant", plan))
                .isInstanceOf(ClusterUnavailableException.class);
        assertThat(done).hasValue(1);
    }

    @Test
    void whatIsChangedIsChangedInOrder() {
        Action change = new Action.Apply(OBJECT, List.of(new FieldDiff("spec.x", 1, 2)));
        Plan plan = new Plan(List.of(making("Service"), change, making("ServiceAccount")));

        assertThat(plan.steps()).isEqualTo(plan.actions().stream().map(List::of).toList());
        assertThat(plan.made()).hasSize(2);
    }

    private static Action making(String kind) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setKind(kind);
        object.setMetadata(
                new ObjectMetaBuilder().withName("one").withLabels(Map.of()).build());
        return new Action.Apply(object, List.of());
    }

    private interface Answer {
        Object to(HasMetadata object) throws Exception;
    }

    private static <T> T port(Class<T> port, Answer answer) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (_, _, arguments) -> answer.to((HasMetadata) arguments[0])));
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
