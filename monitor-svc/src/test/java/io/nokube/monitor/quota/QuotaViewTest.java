package io.nokube.monitor.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.monitor.observed.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaViewTest {
    private static final Tenant TENANT =
            Tenant.of("testuser-myapp", Map.of(Tenant.OWNER_LABEL, "testuser", Tenant.PROJECT_LABEL, "myapp"));

    @Test
    void tellsWhatIsUsedOfWhat() {
        QuotaView view =
                view("""
                hard: {pods: '200', requests.cpu: '20', requests.memory: 40Gi, requests.storage: '0'}
                """, "used: {pods: '3', requests.cpu: 300m, requests.memory: 10Gi, requests.storage: '0'}");
        assertThat(view.owner()).isEqualTo("testuser");
        assertThat(view.projectName()).isEqualTo("myapp");
        assertThat(view.namespace()).isEqualTo("testuser-myapp");
        assertThat(view.resources().stream().map(QuotaViewTest::line))
                .containsExactly(
                        "cpu 300m of 20: 0.0150",
                        "memory 10Gi of 40Gi: 0.2500",
                        "storage 0 of 0: 0",
                        "pods 3 of 200: 0.0150");
    }

    @Test
    void whatIsNotCountedYetIsNotUsed() {
        assertThat(view("hard: {requests.cpu: '20', count/secrets: '3'}", "{}").resources().stream()
                        .map(QuotaViewTest::line))
                .containsExactly("cpu 0 of 20: 0.0000");
    }

    private static String line(QuotaView.Use use) {
        return use.resource() + " " + use.used() + " of " + use.limit() + ": " + use.share();
    }

    private static QuotaView view(String spec, String status) {
        String yaml = """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: nokube, namespace: testuser-myapp}
                spec: {%s}
                status: {%s}
                """.formatted(spec.strip(), status.strip().equals("{}") ? "" : status.strip());
        return QuotaView.of(TENANT, Serialization.unmarshal(yaml, ResourceQuota.class));
    }
}
