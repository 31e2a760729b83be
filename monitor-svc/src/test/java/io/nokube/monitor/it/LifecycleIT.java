package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.nokube.crd.NoKubeApp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What can be done with an app after it was deployed, and everything that a deploy can ask for.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class LifecycleIT extends AppSteps {
    @Test
    void isScaledStoppedStartedAndRestarted() {
        String id = deployed("x/hello:1", "\"replicas\": 3");
        awaitStatus(id, "running").body("replicas_total", equalTo(3));
        act(id, "scale", "{\"replicas\": 1}").statusCode(202).body("replicas_total", equalTo(1));
        awaitStatus(id, "running").body("replicas_ready", equalTo(1));
        act(id, "stop", null).statusCode(202);
        awaitStatus(id, "stopped").body("replicas_ready", equalTo(0));
        act(id, "start", null).statusCode(202).header("Location", equalTo("/api/v1/deployments/" + id));
        awaitStatus(id, "running").body("replicas_ready", equalTo(1));
        String before = podTemplateHash();
        act(id, "restart", null).statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(podTemplateHash()).isNotEqualTo(before));
        awaitStatus(id, "running");
        act(id, "scale", "{\"replicas\": 101}").statusCode(400).body("errors.field", contains("replicas"));
        act(id, "scale", "{}").statusCode(400).body("errors.field", contains("replicas"));
        as(Names.username())
                .contentType("application/json")
                .body("{\"replicas\": 1}")
                .post("/api/v1/deployments/" + id + "/scale")
                .then()
                .statusCode(404);
    }

    @Test
    void secretsAreKeptAndNeverShown() {
        String id = deployed("x/hello:1", "\"secrets\": {\"PASSWORD\": \"hunter2hunter2\"}");
        awaitStatus(id, "running");
        Secret secret = cluster(Secret.class, "frontend-secrets");
        assertThat(secret.getData())
                .isEqualTo(Map.of(
                        "PASSWORD",
                        Base64.getEncoder().encodeToString("hunter2hunter2".getBytes(StandardCharsets.UTF_8))));
        assertThat(secret.getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> assertThat(owner.getUid()).isEqualTo(id));
        String before = podTemplateHash();
        // A deploy that does not speak of secrets keeps them; other values roll the pods.
        deploy(body("x/hello:1", "\"replicas\": 1")).statusCode(202);
        assertThat(cluster(NoKubeApp.class, "frontend").getSpec().secretRefs()).containsExactly("frontend-secrets");
        awaitStatus(id, "running");
        Response dry = as(user).contentType("application/json")
                .body(body("x/hello:1", "\"replicas\": 1, \"secrets\": {\"PASSWORD\": \"other-other-other\"}"))
                .post("/api/v1/deploy?dry_run=true");
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(dry.asString())
                .contains("data.PASSWORD")
                .contains("sha256:")
                .doesNotContain("hunter2")
                .doesNotContain("other-other");
        deploy(body("x/hello:1", "\"replicas\": 1, \"secrets\": {\"PASSWORD\": \"other-other-other\"}"))
                .statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(podTemplateHash()).isNotEqualTo(before));
        awaitStatus(id, "running");
        for (String path : new String[] {"", "/manifests", "/revisions"}) {
            assertThat(as(user).get("/api/v1/deployments/" + id + path).asString())
                    .doesNotContain("other-other")
                    .doesNotContain(
                            Base64.getEncoder().encodeToString("other-other-other".getBytes(StandardCharsets.UTF_8)));
        }
        deploy(body("x/hello:1", "\"replicas\": 1, \"secrets\": {}")).statusCode(202);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(find(Secret.class, "frontend-secrets")).isNull());
    }

    @Test
    void aVolumeOutlivesTheAppUnlessItIsToGo() {
        deploy(body("x/hello:1", "\"storage_size\": \"1Gi\", \"replicas\": 2"))
                .statusCode(400)
                .body("errors.field", contains("replicas"));
        String id = deployed("x/hello:1", "\"storage_size\": \"1Gi\", \"storage_path\": \"/var/lib/hello\"");
        awaitStatus(id, "running").body("replicas_total", equalTo(1));
        Deployment workload = cluster(Deployment.class, "frontend");
        assertThat(workload.getSpec().getStrategy().getType()).isEqualTo("Recreate");
        act(id, "scale", "{\"replicas\": 2}").statusCode(422);
        as(user).delete("/api/v1/deployments/" + id).then().statusCode(204);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(find(Deployment.class, "frontend")).isNull());
        assertThat(find(PersistentVolumeClaim.class, "frontend-data")).isNotNull();
        String again = deployed("x/hello:1", "\"storage_size\": \"1Gi\"");
        awaitStatus(again, "running");
        as(user).delete("/api/v1/deployments/" + again + "?delete_storage=maybe")
                .then()
                .statusCode(400);
        as(user).delete("/api/v1/deployments/" + again + "?delete_storage=true")
                .then()
                .statusCode(204);
        await().atMost(SOON).untilAsserted(() -> {
            PersistentVolumeClaim claim = find(PersistentVolumeClaim.class, "frontend-data");
            assertThat(claim == null || claim.getMetadata().getDeletionTimestamp() != null)
                    .isTrue();
        });
    }

    @Test
    void podsAreHandedToAnAutoscalerAndBackWithoutADip() {
        String id = deployed("x/hello:1", "\"replicas\": 3");
        awaitStatus(id, "running");
        deploy(body("x/hello:1", "\"enable_autoscaling\": true, \"min_replicas\": 2, \"max_replicas\": 5"))
                .statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cluster(HorizontalPodAutoscaler.class, "frontend")
                                .getSpec()
                                .getMaxReplicas())
                        .isEqualTo(5));
        awaitStatus(id, "running");
        Deployment workload = cluster(Deployment.class, "frontend");
        assertThat(workload.getSpec().getReplicas()).isEqualTo(3);
        // As the autoscaler does it.
        ClusterResource.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("frontend")
                .scale(4);
        awaitStatus(id, "running").body("replicas_ready", equalTo(4));
        act(id, "scale", "{\"replicas\": 1}").statusCode(409);
        deploy(body("x/hello:1", "\"replicas\": 4")).statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(find(HorizontalPodAutoscaler.class, "frontend"))
                        .isNull());
        assertThat(cluster(Deployment.class, "frontend").getSpec().getReplicas())
                .isEqualTo(4);
    }

    @Test
    void onlyAnAdministratorLetsAnImageRunAsRoot() {
        String asked = body("x/hello:1", "\"run_as_root\": true");
        deploy(asked).statusCode(403).body("errors.field", contains("run_as_root"));
        dryRun(asked).statusCode(403).body("errors.field", contains("run_as_root"));
        assertThat(ClusterResource.client().namespaces().withName(namespace).get())
                .isNull();
        String id = deployed("x/hello:1", "\"replicas\": 1");
        awaitStatus(id, "running");
        assertThat(runAsNonRoot()).isTrue();

        String allowed = body("x/hello:1", "\"run_as_root\": true, \"username\": \"" + user + "\"");
        asAdmin(allowed)
                .post("/api/v1/deploy?dry_run=true")
                .then()
                .statusCode(200)
                .body("objects.find { it.kind == 'Namespace' }.action", equalTo("update"));
        asAdmin(allowed).post("/api/v1/deploy").then().statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(runAsNonRoot()).isNull());
        assertThat(ClusterResource.client()
                        .namespaces()
                        .withName(namespace)
                        .get()
                        .getMetadata()
                        .getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "baseline");

        // It holds for this app until somebody takes it back.
        deploy(body("x/hello:2", "\"replicas\": 1")).statusCode(202);
        awaitStatus(id, "running");
        assertThat(runAsNonRoot()).isNull();
        deploy(body("x/hello:2", "\"run_as_root\": false")).statusCode(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(runAsNonRoot()).isTrue());
    }

    private static RequestSpecification asAdmin(String body) {
        return given().auth()
                .oauth2(ClusterResource.token("root", "user", "admin"))
                .contentType("application/json")
                .body(body);
    }

    private @Nullable Boolean runAsNonRoot() {
        return cluster(Deployment.class, "frontend")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getSecurityContext()
                .getRunAsNonRoot();
    }

    @Test
    void theSameRequestTwiceIsDoneOnce() {
        String key = Names.username() + "-key";
        Response first = send(key, body("x/hello:1", "\"replicas\": 1"));
        assertThat(first.statusCode()).isEqualTo(202);
        awaitStatus(first.path("deployment_id"), "running");
        Response again = send(key, body("x/hello:1", "\"replicas\": 1"));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(send(key, body("x/hello:2", "\"replicas\": 1")).statusCode()).isEqualTo(422);
        assertThat(cluster(NoKubeApp.class, "frontend").getSpec().image()).isEqualTo("x/hello:1");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        dryRun(body("x/hello:1", "\"replicas\": 2"))
                .statusCode(200)
                .body("deployment_id", nullValue())
                .body("objects.kind", hasItems("Namespace", "NoKubeApp", "Deployment", "Service", "Ingress"))
                .body("objects.action", not(hasItem("update")))
                .body("manifests", hasKey("Deployment"));
        assertThat(ClusterResource.client().namespaces().withName(namespace).get())
                .isNull();
        String id = deployed("x/hello:1", "\"replicas\": 2");
        awaitStatus(id, "running");
        long generation = cluster(NoKubeApp.class, "frontend").getMetadata().getGeneration();
        dryRun(body("x/hello:1", "\"replicas\": 2"))
                .statusCode(200)
                .body("objects.action.unique()", contains("unchanged"));
        dryRun(body("x/hello:2", "\"replicas\": 2, \"exposure_type\": \"internal\""))
                .statusCode(200)
                .body("objects.find { it.kind == 'Deployment' }.action", equalTo("update"))
                .body(
                        "objects.find { it.kind == 'Deployment' }.diff.path",
                        hasItem("spec.template.spec.containers[name=app].image"))
                .body("objects.find { it.kind == 'Ingress' }.action", equalTo("delete"))
                .body("revision", equalTo(2));
        dryRun(body("x/hello:1", "\"readiness_check_path\": \"ready\"")).statusCode(400);
        assertThat(cluster(NoKubeApp.class, "frontend").getMetadata().getGeneration())
                .isEqualTo(generation);
    }

    @Test
    void manifestsLogsAndParametersAreWhatTheySay() {
        String id = deployed("x/hello:1", "\"replicas\": 2");
        awaitStatus(id, "running");
        String path = "/api/v1/deployments/" + id;
        as(user).get(path + "/manifests").then().statusCode(200).body("Deployment.kind", equalTo("Deployment"));
        String yaml =
                as(user).accept("application/yaml").get(path + "/manifests").asString();
        assertThat(yaml).contains("kind: \"Deployment\"").doesNotContain("ownerReferences");
        ClusterResource.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> assertThat(object.getMetadata().getName()).isEqualTo("frontend"));
        String logs = as(user).accept("text/plain").get(path + "/logs?tail=10").asString();
        as(user).get(path + "/logs").then().contentType(startsWith("text/plain"));
        assertThat(logs.lines()).hasSizeGreaterThanOrEqualTo(2).allMatch(line -> line.startsWith("[frontend-"));
        as(user).get(path + "/logs?tail=many&since=later&colour=red")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("colour"));
        as(user).get(path + "/logs?pod=nothere").then().statusCode(400).body("errors.field", contains("pod"));
        as(user).get("/api/v1/deployments?stauts=running&limit=0&cursor=x&project_id=y")
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("stauts", "limit", "cursor", "project_id"));
        as(Names.username()).get(path + "/logs").then().statusCode(404);
        as(Names.username()).get(path + "/manifests").then().statusCode(404);
        String events =
                as(user).accept("text/event-stream").get(path + "/events").asString();
        assertThat(events).doesNotContainPattern("(?m)^(?!(id|event|data):|:|$)");
        assertThat(events).contains("event:status").contains("event:pod").contains("event:rollout");
        String last = events.lines()
                .filter(line -> line.startsWith("id:"))
                .reduce((a, b) -> b)
                .orElseThrow()
                .substring(3)
                .strip();
        String rest = as(user).accept("text/event-stream")
                .header("Last-Event-ID", last)
                .get(path + "/events")
                .asString();
        assertThat(rest).doesNotContain("event:status").doesNotContain("event:pod");
    }

    @Test
    void aProjectIsFencedIn() {
        String id = deployed("x/hello:1", "\"replicas\": 2");
        awaitStatus(id, "running");
        assertThat(cluster(ResourceQuota.class, "nokube").getSpec().getHard()).containsKey("requests.cpu");
        assertThat(cluster(LimitRange.class, "nokube").getSpec().getLimits()).hasSize(1);
        assertThat(cluster(NetworkPolicy.class, "nokube-default-deny").getSpec().getIngress())
                .isEmpty();
        assertThat(cluster(NetworkPolicy.class, "nokube-allow").getSpec().getIngress())
                .hasSize(1);
    }

    private String podTemplateHash() {
        return String.valueOf(cluster(Deployment.class, "frontend").getSpec().getTemplate());
    }
}
