package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/// Whose a host is when two apps ask for it.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class HostIT extends AppSteps {
    @Test
    void aHostIsOneAppsAlone() {
        String id = deployed("x/hello:1", "\"custom_domain\": \"" + user + ".example.com\"");
        awaitStatus(id, "running").body("access_url", equalTo("http://" + user + ".example.com"));
        String other = deploy(body("x/hello:1", "\"custom_domain\": \"" + user + ".example.com\"")
                        .replace("frontend", "second"))
                .statusCode(202)
                .extract()
                .path("deployment_id");
        awaitStatus(other, "failed")
                .body("error.category", equalTo("conflict"))
                .body("error.message", containsString("another app"));
        assertThat(find(Ingress.class, "second")).isNull();
        as(user).delete("/api/v1/deployments/" + id).then().statusCode(204);
        awaitStatus(other, "running");
        as(user).get("/api/v1/deployments").then().body("items", hasSize(1));
    }

    @Test
    void nobodyKeepsAnotherAppsOwnHost() {
        String host = "second-myapp-" + user + ".nokube.local";
        String id = deployed("x/hello:1", "\"custom_domain\": \"" + host + "\"");
        awaitStatus(id, "running").body("access_url", equalTo("http://" + host));
        String second = deploy(body("x/hello:1", "\"replicas\": 1").replace("frontend", "second"))
                .statusCode(202)
                .extract()
                .path("deployment_id");
        awaitStatus(second, "running").body("access_url", equalTo("http://" + host));
        awaitStatus(id, "failed").body("error.category", equalTo("conflict"));
        assertThat(find(Ingress.class, "frontend")).isNull();
    }
}
