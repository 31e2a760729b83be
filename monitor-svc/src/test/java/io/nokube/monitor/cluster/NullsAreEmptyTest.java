package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class NullsAreEmptyTest {
    private final KubernetesSerialization serialization = serialization();

    private static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper();
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, true);
        new NullsAreEmpty().customize(mapper);
        return serialization;
    }

    @Test
    void aListThatIsNullIsEmpty() {
        HorizontalPodAutoscaler scaler = serialization.unmarshal("""
                {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler",
                 "metadata": {"name": "one", "labels": null},
                 "status": {"conditions": null, "currentMetrics": null}}""");
        assertThat(scaler.getStatus().getConditions()).isEmpty();
        assertThat(scaler.getStatus().getCurrentMetrics()).isEmpty();
        assertThat(scaler.getMetadata().getLabels()).isEmpty();
        HTTPRoute route = serialization.unmarshal("""
                {"apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "status": {"parents": null}}""");
        assertThat(route.getStatus().getParents()).isEmpty();
    }
}
