package io.nokube.monitor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.rights.Right;
import io.nokube.names.Naming;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;

/// Every right of `k8s/rbac` but those to HTTPRoutes, by themselves.
@QuarkusTest
@WithTestResource(WalkedRights.class)
class RightByRightIT extends RightByRight {
    private static final int DEPLOYS = 12;

    @Override
    boolean isMine(Right right) {
        return !right.resource().equals("httproutes");
    }

    @Override
    void walk() {
        makePullSecret();
        String everything = body(
                "x/hello:1",
                "\"secrets\": {\"PASSWORD\": \"hunter2hunter2\"}, \"storage_size\": \"1Gi\", \"enable_https\": true,"
                        + " \"enable_autoscaling\": true, \"min_replicas\": 2, \"max_replicas\": 3");
        String id = send("first", everything).then().statusCode(202).extract().path("deployment_id");
        await().atMost(SOON).until(() -> find(HorizontalPodAutoscaler.class, "frontend") != null);
        await().atMost(SOON).until(() -> find(Ingress.class, "frontend") != null);
        as(user).get("/api/v1/deployments/" + id + "/logs").then().statusCode(200);
        as(user).get("/api/v1/quotas").then().statusCode(200);
        // Somebody follows it, for as long as there is something to see.
        Thread follower = Thread.ofVirtual().start(() -> as(user).get("/api/v1/deployments/" + id + "/events"));
        assertThat(follower.isVirtual()).isTrue();
        await().atMost(SOON)
                .until(() -> requests.uses().stream()
                        .anyMatch(use ->
                                use.resource().equals("events") && use.verb().equals("watch")));
        refusedWithAKey();
        ownVolume();
        act(id, "scale", "{\"replicas\": 1}");
        for (int deploy = 0; deploy < DEPLOYS; deploy++) {
            String image = "x/hello:" + deploy;
            deployed(image, "\"replicas\": 1, \"secrets\": {}");
            // One revision for each: the oldest of more than ten are removed.
            await().atMost(SOON)
                    .until(() -> cluster(Deployment.class, "frontend")
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getImage()
                            .equals(image));
        }
        await().atMost(SOON)
                .until(() -> requests.uses().stream()
                        .anyMatch(use -> use.resource().equals("persistentvolumeclaims")
                                && use.verb().equals("delete")));
        deployed("x/hello:last", "\"service_type\": \"worker\", \"replicas\": 1");
        await().atMost(SOON).until(() -> find(Ingress.class, "frontend") == null);
        await().atMost(SOON).until(() -> find(Secret.class, "frontend-secrets") == null);
        // Asked where a registry says for which processors an image was built.
        assertThat(reader.architectures()).isNotNull();
        as(user).delete("/api/v1/deployments/" + id + "?delete_storage=true")
                .then()
                .statusCode(204);
        // Answered before it is done: the volume goes first, the app when nothing is left.
        await().atMost(SOON).until(() -> find(NoKubeApp.class, "frontend") == null);
    }

    /// A volume that is to go with its app goes with its place in the spec, too.
    private void ownVolume() {
        NoKubeApp changed = ClusterResource.client()
                .resources(NoKubeApp.class)
                .inNamespace(namespace)
                .withName("frontend")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"storage\": {\"onDelete\": \"Delete\"}}}");
        assertThat(changed.getSpec().storage()).isNotNull();
        await().atMost(SOON)
                .until(() -> !cluster(PersistentVolumeClaim.class, Naming.volume("frontend"))
                        .getMetadata()
                        .getOwnerReferences()
                        .isEmpty());
    }

    /// What a request with a key had begun is taken back when it is refused.
    private void refusedWithAKey() {
        var foreign = ClusterResource.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("other-secrets")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("A", "one"))
                        .build())
                .create();
        assertThat(foreign).isNotNull();
        String other = body("x/hello:1", "\"secrets\": {\"PASSWORD\": \"hunter2hunter2\"}")
                .replace("\"frontend\"", "\"other\"");
        send("refused", other).then().statusCode(409);
    }
}
