package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.Informers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// While answers fail and are lost and watches break, expire and lag behind, apps are changed and what they own is
/// spoiled. Nothing of it is left afterwards: each app owns what one made in peace owns, at a bounded cost.
@QuarkusTest
@WithTestResource(FaultyCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int APPS = 12;
    private static final int MEDDLINGS = 120;
    /// What a pass asks for at most, and how often one may be begun for each thing that happens.
    private static final int REQUESTS_A_PASS = 12;
    private static final int PASSES = 8;

    private static final List<String> SPECS = List.of(
            "image: x/hello:1",
            "image: x/hello:2, replicas: 3, env: {A: b}",
            "image: x/hello:2, type: api, containerPort: 3000",
            "image: x/hello:3, exposure: {type: none}, healthCheck: {enabled: false}",
            "image: x/hello:3, resources: {limits: {memory: 1Gi}}, args: [a, b]");

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    @Inject
    Informers informers;

    private final Random random = new Random(FaultyCluster.SEED);
    private final String namespace = Names.username() + "-shop";
    private final String peace = Names.username() + "-shop";
    private final Map<String, String> wanted = new HashMap<>();

    @BeforeEach
    void makeNamespaces() {
        await().atMost(LONG).until(informers::isComplete);
        for (String name : List.of(namespace, peace)) {
            client().resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .endMetadata()
                            .build())
                    .create();
        }
    }

    @AfterEach
    void removeNamespaces() {
        FaultyCluster.server().faulty(false);
        for (String name : List.of(namespace, peace)) {
            client().namespaces().withName(name).delete();
        }
    }

    /// The last one: it is the end of the process.
    @Test
    @Order(2)
    void anInformerThatStoppedEndsTheProcess() {
        given().get(live).then().statusCode(200);
        FaultyCluster.server().garble();
        apply(namespace, "app", "image: x/hello:1");
        await().atMost(LONG)
                .untilAsserted(() -> given().get(live)
                        .then()
                        .statusCode(503)
                        .body("checks.find { it.name == 'informers' }.status", equalTo("DOWN")));
    }

    @Test
    @Order(1)
    void leaveNothingBehind() {
        FaultyApiServer server = FaultyCluster.server();
        int before = server.requests();
        server.faulty(true);
        for (int i = 0; i < APPS; i++) {
            apply(namespace, "app" + i, "image: x/hello:1");
        }
        for (int i = 0; i < MEDDLINGS; i++) {
            meddle("app" + random.nextInt(APPS));
            // What was done has to have cost something, so that the next falls among the answers to it.
            int asked = server.requests();
            await("seed %d, faults %s".formatted(FaultyCluster.SEED, server.counts()))
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> server.requests() > asked || isInOrder());
        }
        server.faulty(false);
        assertThat(server.counts().values()).as("%s", server.counts()).allMatch(count -> count > 0);

        await().atMost(LONG).untilAsserted(this::allAreAsInPeace);
        assertThat(server.requests() - before)
                .as("requests, seed %d, faults %s", FaultyCluster.SEED, server.counts())
                .isLessThan((APPS + MEDDLINGS) * REQUESTS_A_PASS * PASSES);
        await().atMost(LONG).until(this::isInOrder);
        awaitRest(server);
    }

    private void allAreAsInPeace() {
        wanted.forEach((app, spec) -> {
            String like = "like" + SPECS.indexOf(spec);
            apply(peace, like, spec);
            assertThat(PlannedApp.contents(client(), namespace, app).keySet())
                    .as("seed %d, %s: %s", FaultyCluster.SEED, app, spec)
                    .contains("Deployment frontend");
            assertThat(comparable(namespace, app))
                    .as("seed %d, %s: %s", FaultyCluster.SEED, app, spec)
                    .isEqualTo(comparable(peace, like));
        });
    }

    /// Without the revisions, of which an app that was changed has more.
    private static Map<String, Object> comparable(String namespace, String app) {
        Map<String, Object> contents = PlannedApp.contents(client(), namespace, app);
        contents.keySet().removeIf(name -> name.startsWith("ControllerRevision"));
        return contents;
    }

    private boolean isInOrder() {
        return client().resources(NoKubeApp.class).inNamespace(namespace).list().getItems().stream()
                .allMatch(app -> app.getStatus() != null
                        && app.getMetadata()
                                .getGeneration()
                                .equals(app.getStatus().observedGeneration())
                        && app.getStatus().conditions().stream()
                                .anyMatch(condition -> condition.type().equals("Ready")
                                        && condition.status().equals("True")));
    }

    /// Nothing is asked for any more.
    private static void awaitRest(FaultyApiServer server) {
        int[] last = {-1};
        await().atMost(LONG).pollInterval(Duration.ofSeconds(3)).until(() -> {
            boolean rests = server.requests() == last[0];
            last[0] = server.requests();
            return rests;
        });
    }

    private void meddle(String app) {
        switch (random.nextInt(6)) {
            case 0 -> remove(Deployment.class, app);
            case 1 -> remove(Service.class, app);
            case 2 -> merge(Service.class, app, "{\"spec\": {\"selector\": {\"nokube.io/app\": \"other\"}}}");
            case 3 -> merge(Deployment.class, app, "{\"spec\": {\"replicas\": 7}, \"metadata\": {\"labels\": null}}");
            case 4 ->
                merge(NetworkPolicy.class, app, "{\"metadata\": {\"labels\": null}, \"spec\": {\"ingress\": []}}");
            default -> apply(namespace, app, SPECS.get(random.nextInt(SPECS.size())));
        }
        if (random.nextInt(10) == 0) {
            remove(ServiceAccount.class, app);
        }
    }

    private <T extends HasMetadata> void remove(Class<T> kind, String name) {
        client().resources(kind).inNamespace(namespace).withName(name).delete();
    }

    private <T extends HasMetadata> void merge(Class<T> kind, String name, String patch) {
        try {
            client().resources(kind)
                    .inNamespace(namespace)
                    .withName(name)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        } catch (KubernetesClientException e) {
            // Not made yet, or removed a moment ago; or that and made anew while the API server applied the patch.
            assertThat(e.getCode()).isIn(HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_CONFLICT);
        }
    }

    private void apply(String where, String name, String spec) {
        NoKubeApp app = Serialization.unmarshal("spec: {" + spec + "}", NoKubeApp.class);
        app.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(where).build());
        client().resource(app).fieldManager("kubectl").forceConflicts().serverSideApply();
        if (where.equals(namespace)) {
            wanted.put(name, spec);
        }
    }

    private static KubernetesClient client() {
        return ClusterResource.client();
    }
}
