package io.nokube.monitor.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.observed.ClusterSnapshot;
import io.nokube.monitor.observed.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaCheckTest {
    private static final String POD = """
        spec: {containers: [{name: app, resources: {requests: {cpu: 500m, memory: 256Mi}}}]}
        status: {phase: %s}
        """;

    @Test
    void whatFitsIsNotMentioned() {
        assertThat(check("replicas: 2", "cpu: '1', memory: 1Gi, pods: '2'", List.of()))
                .isEmpty();
        assertThat(check("replicas: 9", "", List.of())).isEmpty();
    }

    @Test
    void eachThingThatIsShortIsNamedWithWhatIsLeft() {
        assertThat(check("replicas: 4", "cpu: 1500m, memory: 512Mi, pods: '3'", List.of()))
                .extracting(Warning::field)
                .containsExactly("replicas", "cpu_request", "memory_request");
        assertThat(check("replicas: 4", "memory: 512Mi", List.of()))
                .singleElement()
                .extracting(Warning::message)
                .asString()
                .contains("is 512Mi", "512Mi is left", "1024Mi more");
        assertThat(check("replicas: 1, storage: {size: 2Gi}", "storage: 1Gi", List.of()))
                .extracting(Warning::field)
                .containsExactly("storage_size");
    }

    @Test
    void podsThatRunAlreadyNeedNoMore() {
        Pod running = pod("Running");
        assertThat(check("replicas: 2", "pods: '0'", List.of(running, running))).isEmpty();
        assertThat(check("replicas: 2", "pods: '0'", List.of(running, pod("Failed"))))
                .singleElement()
                .extracting(Warning::message)
                .asString()
                .contains("needs 1 more");
    }

    private static Pod pod(String phase) {
        return Serialization.unmarshal(POD.formatted(phase), Pod.class);
    }

    /// @param left what the quota has left, of a kind each
    private static List<Warning> check(String spec, String left, List<Pod> pods) {
        NoKubeApp app = Serialization.unmarshal(
                "spec: {image: x/y:1, resources: {requests: {cpu: 500m, memory: 256Mi}}, " + spec + "}",
                NoKubeApp.class);
        app.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .withNamespace("ann-shop")
                .withUid("1")
                .build());
        ClusterSnapshot seen =
                new ClusterSnapshot(Tenant.of("ann-shop", Map.of()), List.of(), pods, List.of(), List.of(), null);
        AppModel model = DeploymentView.model(app, seen, PlatformPolicy.of("nokube.local"));
        String hard = left.replace("cpu", "requests.cpu")
                .replace("memory", "requests.memory")
                .replace("storage", "requests.storage");
        ResourceQuota quota = Serialization.unmarshal("status: {hard: {" + hard + "}}", ResourceQuota.class);
        return QuotaCheck.warnings(model, seen, quota);
    }
}
