package io.nokube.monitor.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutDiagnosisTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            image not there       | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: not found}}}]}                                   | IMAGE_PULL_FAILED
            back-off              | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ImagePullBackOff}}}]}                                                   | IMAGE_PULL_FAILED
            no such name          | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: InvalidImageName}}}]}                                                   | IMAGE_PULL_FAILED
            init container        | {initContainerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull}}}]}                                                   | IMAGE_PULL_FAILED
            runs as root          | {containerStatuses: [{state: {waiting: {reason: CreateContainerConfigError, message: "container has runAsNonRoot and image will run as root"}}}]} | REQUIRES_NON_ROOT
            no such secret        | {containerStatuses: [{state: {waiting: {reason: CreateContainerConfigError, message: 'secret "a" not found'}}}]}                       | CONFIG_MISSING
            crashes               | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1}}}]}                          | CRASH_LOOP
            has just ended        | {containerStatuses: [{state: {terminated: {exitCode: 0}}}]}                                                                           | CRASH_LOOP
            out of memory         | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]}      | OUT_OF_MEMORY
            no room               | {conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: 0/1 nodes are available}]}                         | UNSCHEDULABLE
            restarted once, runs  | {containerStatuses: [{state: {running: {}}, lastState: {terminated: {exitCode: 1}}}]}                                                  |
            starting              | {containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]}                                                                |
            not yet placed        | {conditions: [{type: PodScheduled, status: "False", reason: SchedulerError}]}                                                          |
            nothing said          | {}                                                                                                                                    |
            """)
    void names(String what, String status, String expected) {
        Pod pod = Serialization.unmarshal("apiVersion: v1\nkind: Pod\nstatus: " + status, Pod.class);
        Optional<Reason> found = RolloutDiagnosis.of(List.of(pod)).map(Finding::reason);
        assertThat(found).as(what).isEqualTo(Optional.ofNullable(expected).map(Reason::valueOf));
    }
}
