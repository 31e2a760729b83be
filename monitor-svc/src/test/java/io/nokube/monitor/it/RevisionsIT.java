package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.ClusterWriter;
import io.nokube.monitor.cluster.WriteOutcome;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The releases of an app: which deploys make one, and the way back to them.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class RevisionsIT extends AppSteps {
    @Inject
    ClusterWriter writer;

    @Test
    void everyDeployAddsARevisionAlsoWhereNobodyHasLookedAtTheLastYet() {
        String id = deployed("x/hello:1", "\"replicas\": 1");
        for (int i = 2; i <= 9; i++) {
            deploy(body("x/hello:" + i, "\"replicas\": 1"))
                    .statusCode(202)
                    .body("deployment_id", equalTo(id))
                    .body("revision", equalTo(i));
        }
        awaitStatus(id, "running").body("revision", equalTo(9)).body("image_name", equalTo("x/hello:9"));
        as(user).get("/api/v1/deployments/" + id + "/revisions")
                .then()
                .statusCode(200)
                .body("items.revision", contains(9, 8, 7, 6, 5, 4, 3, 2, 1))
                .body("items.image_name", hasItems("x/hello:1", "x/hello:5", "x/hello:9"));
        act(id, "rollback", "{\"revision\": 8}").statusCode(202).body("revision", equalTo(10));
        awaitStatus(id, "running").body("revision", equalTo(10)).body("image_name", equalTo("x/hello:8"));
    }

    @Test
    void goesBackToAnEarlierRevision() {
        String id = deployed("x/hello:1", "\"env_vars\": {\"A\": \"one\"}, \"container_port\": 8080");
        awaitStatus(id, "running").body("revision", equalTo(1));
        deploy(body("x/hello:2", "\"replicas\": 1")).statusCode(202).body("revision", equalTo(2));
        awaitStatus(id, "running");
        as(user).get("/api/v1/deployments/" + id + "/revisions")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .body("items.revision", contains(2, 1))
                .body("items[0].current", equalTo(true))
                .body("items[1].image_name", equalTo("x/hello:1"));
        act(id, "rollback", "{\"revision\": 9}").statusCode(400).body("errors.field", contains("revision"));
        act(id, "rollback", "{\"revision\": 1}").statusCode(202).body("image_name", equalTo("x/hello:1"));
        awaitStatus(id, "running").body("revision", equalTo(3));
        NoKubeApp app = cluster(NoKubeApp.class, "frontend");
        assertThat(app.getSpec().env()).isEqualTo(Map.of("A", "one"));
        assertThat(app.getSpec().containerPort()).isEqualTo(8080);
        assertThat(app.getSpec().replicas()).isEqualTo(1);
        // What a rollback brought back does not survive a deploy that does not ask for it.
        deploy(body("x/hello:3", "\"replicas\": 1")).statusCode(202);
        app = cluster(NoKubeApp.class, "frontend");
        assertThat(app.getSpec().env()).isNull();
        assertThat(app.getSpec().containerPort()).isEqualTo(3000);
    }

    @Test
    void otherSecretsAreARevision() {
        String id = deployed("x/hello:1", "\"secrets\": {\"PASSWORD\": \"one\"}");
        awaitStatus(id, "running").body("revision", equalTo(1));
        deploy(body("x/hello:1", "\"replicas\": 1")).statusCode(202).body("revision", equalTo(1));
        String other = body("x/hello:1", "\"replicas\": 1, \"secrets\": {\"PASSWORD\": \"two\"}");
        dryRun(other).statusCode(200).body("revision", equalTo(2));
        deploy(other).statusCode(202).body("revision", equalTo(2));
        deploy(other).statusCode(202).body("revision", equalTo(2));
        await().atMost(SOON)
                .untilAsserted(() -> as(user).get("/api/v1/deployments/" + id + "/revisions")
                        .then()
                        .body("items.revision", contains(2, 1))
                        .body("items[0].current", equalTo(true)));
        act(id, "rollback", "{\"revision\": 1}")
                .statusCode(202)
                .body("revision", equalTo(2))
                .body("warnings.message", contains(containsString("other secrets, whose values are not kept")));
        deploy(body("x/hello:1", "\"replicas\": 1, \"secrets\": {}"))
                .statusCode(202)
                .body("revision", equalTo(3));
    }

    /// Its status may change while it is looked at.
    @Test
    void aDryRunIsOfWhateverIsThereAndAChangeOfWhatWasSeen() {
        String id = deployed("x/hello:1", "\"replicas\": 1");
        NoKubeApp seen = cluster(NoKubeApp.class, "frontend");
        act(id, "scale", "{\"replicas\": 2}").statusCode(202);

        assertThat(writer.dryRunChange(seen, "nokube-api")).isInstanceOf(WriteOutcome.Done.class);
        assertThat(writer.change(seen, "nokube-api"))
                .isInstanceOfSatisfying(
                        WriteOutcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(409));
    }
}
