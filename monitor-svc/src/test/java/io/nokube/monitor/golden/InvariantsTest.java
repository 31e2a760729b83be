package io.nokube.monitor.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every app there can be.
class InvariantsTest {
    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everythingIsOwnedAndLabelled(GoldenCase test) {
        assertThat(test.desired.objects()).allSatisfy(object -> {
            boolean outlives = object instanceof PersistentVolumeClaim
                    && object.getMetadata().getOwnerReferences().isEmpty();
            if (!outlives) {
                isOwned(test, object);
            }

            assertThat(object.getMetadata().getLabels())
                    .containsKeys(
                            "app.kubernetes.io/name",
                            "app.kubernetes.io/instance",
                            "app.kubernetes.io/component",
                            "app.kubernetes.io/part-of",
                            "app.kubernetes.io/managed-by",
                            "nokube.io/app");
            assertThat(object.getMetadata().getLabels().values()).allMatch(value -> value.length() <= 63);
            assertThat(object.getMetadata().getName()).hasSizeLessThanOrEqualTo(63);
            assertThat(object.getMetadata().getNamespace()).isEqualTo(test.app.namespace());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void podsAreRestricted(GoldenCase test) {
        Deployment workload = test.desired.objects().stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .findFirst()
                .orElseThrow();
        PodSpec pod = workload.getSpec().getTemplate().getSpec();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot())
                .isEqualTo(test.app.podRules().mayRunAsRoot() ? null : true);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        Container container = pod.getContainers().getFirst();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(workload.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(workload.getSpec().getSelector().getMatchLabels());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPlanThatWasCarriedOutLeavesNothingToDo(GoldenCase test) {
        assertThat(test.planAfterwards().actions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStatusDoesNotChangeByItself(GoldenCase test) {
        assertThat(test.statusAfterwards()).isEqualTo(test.status);
    }

    private static void isOwned(GoldenCase test, HasMetadata object) {
        assertThat(object.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(test.app.uid());
            assertThat(owner.getController()).isTrue();
            assertThat(owner.getBlockOwnerDeletion()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nobodyCountsPodsBesideAnAutoscaler(GoldenCase test) {
        boolean isScaled = test.desired.kinds().contains("HorizontalPodAutoscaler");
        assertThat(test.desired.objects().stream()
                        .filter(Deployment.class::isInstance)
                        .map(workload -> ((Deployment) workload).getSpec().getReplicas() == null))
                .containsExactly(isScaled);
    }
}
