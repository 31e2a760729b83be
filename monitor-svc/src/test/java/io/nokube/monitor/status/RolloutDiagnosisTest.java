package io.nokube.monitor.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutDiagnosisTest {
    /// What kubelets, container runtimes and the scheduler were seen to write into the status of pods.
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tag not there (containerd) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'rpc error: code = NotFound desc = failed to pull and unpack image "x/y:1": x/y:1: not found'}}}]} | IMAGE_NOT_FOUND | does not exist
            tag not there (docker hub) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'manifest for x/y:1 not found: manifest unknown: manifest unknown'}}}]} | IMAGE_NOT_FOUND | x/y:1
            back-off with the error | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "x/y:1": ErrImagePull: x/y:1: not found'}}}]} | IMAGE_NOT_FOUND | x/y:1
            back-off alone | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image "x/y:1"'}}}]} | IMAGE_PULL_FAILED | cannot be pulled
            no such name | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: InvalidImageName, message: 'couldn''t parse image name'}}}]} | IMAGE_NOT_FOUND | not valid
            private (ghcr) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'failed to authorize: failed to fetch anonymous token: 401 Unauthorized'}}}]} | IMAGE_PULL_DENIED | does not let
            private (docker hub) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'pull access denied for x/y, repository does not exist or may require docker login'}}}]} | IMAGE_PULL_DENIED | does not let
            private (gitlab) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'denied: requested access to the resource is denied'}}}]} | IMAGE_PULL_DENIED | does not let
            pulled too often | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'toomanyrequests: You have reached your pull rate limit'}}}]} | IMAGE_PULL_LIMITED | more pulls
            other architecture (containerd) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'no match for platform in manifest: not found'}}}]} | WRONG_ARCHITECTURE | architecture
            other architecture (docker) | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'no matching manifest for linux/arm64/v8 in the manifest list entries'}}}]} | WRONG_ARCHITECTURE | architecture
            registry away | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull, message: 'dial tcp 10.0.0.1:443: i/o timeout'}}}]} | IMAGE_PULL_FAILED | i/o timeout
            init container | {initContainerStatuses: [{image: x/y:1, state: {waiting: {reason: ErrImagePull}}}]} | IMAGE_PULL_FAILED | x/y:1
            runs as root | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: CreateContainerConfigError, message: 'container has runAsNonRoot and image will run as root'}}}]} | REQUIRES_NON_ROOT | will run as root
            has a user's name | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: CreateContainerConfigError, message: 'container has runAsNonRoot and image has non-numeric user (node), cannot verify user is non-root'}}}]} | REQUIRES_NON_ROOT | node
            no such secret | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: CreateContainerConfigError, message: 'secret "frontend-secrets" not found'}}}]} | CONFIG_MISSING | frontend-secrets
            no such program | {containerStatuses: [{image: x/y:1, state: {waiting: {reason: RunContainerError, message: 'exec: "serve": executable file not found in $PATH: unknown'}}}]} | COMMAND_NOT_FOUND | serve
            could not be started | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 128, reason: StartError, message: 'failed to create containerd task: exec: "/run.sh": no such file or directory'}}}]} | COMMAND_NOT_FOUND | run.sh
            crashes | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error}}}]} | CRASH_LOOP | exit code 1
            crashes and says why | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 3, reason: Error, message: 'Error: DATABASE_URL is not set'}}}]} | CRASH_LOOP | DATABASE_URL is not set
            has just ended | {containerStatuses: [{state: {terminated: {exitCode: 0, reason: Completed}}}]} | CRASH_LOOP | exit code 0
            exec format | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 1, reason: Error, message: 'exec /app/server: exec format error'}}}]} | WRONG_ARCHITECTURE | architecture
            out of memory | {containerStatuses: [{state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]} | OUT_OF_MEMORY | memory
            no room | {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/3 nodes are available: 3 Insufficient cpu.'}]} | UNSCHEDULABLE | Insufficient cpu
            taint | {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/1 nodes are available: 1 node(s) had untolerated taint {gpu: true}'}]} | UNSCHEDULABLE | taint
            volume not bound | {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.'}]} | VOLUME_NOT_BOUND | unbound
            no volume | {conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '0/1 nodes are available: persistentvolumeclaim ''frontend-data'' not found'}]} | VOLUME_NOT_BOUND | frontend-data
            evicted | {phase: Failed, reason: Evicted, message: 'The node was low on resource: ephemeral-storage.'} | EVICTED | ephemeral-storage
            restarted once, runs | {containerStatuses: [{state: {running: {}}, lastState: {terminated: {exitCode: 1}}}]} |  |
            starting | {containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]} |  |
            not yet placed | {conditions: [{type: PodScheduled, status: 'False', reason: SchedulerError}]} |  |
            nothing said | {} |  |
            """)
    void names(String what, String status, @Nullable String expected, @Nullable String words) {
        Pod pod = Serialization.unmarshal("apiVersion: v1\nkind: Pod\nstatus: " + status, Pod.class);
        Optional<Finding> found = RolloutDiagnosis.of(List.of(pod));
        assertThat(found.map(Finding::reason))
                .as(what)
                .isEqualTo(Optional.ofNullable(expected).map(Reason::valueOf));
        found.ifPresent(finding -> assertThat(finding.message()).contains(words));
        found.ifPresent(finding -> assertThat(finding.reason().hint()).isNotBlank());
    }
}
