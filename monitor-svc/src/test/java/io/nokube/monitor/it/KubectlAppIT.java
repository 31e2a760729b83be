package io.nokube.monitor.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.nokube.crd.Condition;
import io.nokube.crd.NoKubeApp;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.cluster.RequestCounter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Apps that an operator writes with kubectl, past the REST API.
@QuarkusTest
@WithTestResource(ClusterResource.class)
class KubectlAppIT {
    private static final int CHANGES = 40;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    RequestCounter requests;

    @Inject
    Informers informers;

    private final String user = Names.username();
    private final String namespace = user + "-shop";
    private KubernetesClient client;

    @BeforeEach
    void makeNamespace() {
        client = ClusterResource.client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels("nokube.io/owner", user)
                        .addToLabels("nokube.io/project", "shop")
                        .endMetadata()
                        .build())
                .create();
        await().atMost(SOON).until(informers::isComplete);
    }

    @AfterEach
    void removeNamespace() {
        client.namespaces().withName(namespace).delete();
    }

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @Test
    void metricsCountAppsPassesAndRequests() {
        apply("image: ghcr.io/x/hello:1");
        awaitReady();

        await().atMost(SOON)
                .untilAsserted(() -> given().get(metrics)
                        .then()
                        .statusCode(200)
                        .body(matchesPattern("(?s).*nokube_apps\\{ready=\"True\"} [1-9].*"))
                        .body(matchesPattern(
                                "(?s).*nokube_reconciles_seconds_count\\{result=\"status_written\"} [1-9].*"))
                        .body(containsString(
                                "nokube_kubernetes_requests_total{method=\"PATCH\",resource=\"deployments\"}"))
                        .body(containsString("nokube_leader 1")));
    }

    @Test
    void isReconciledAndListed() {
        NoKubeApp app = apply("image: ghcr.io/x/hello:1");
        awaitReady();
        given().auth()
                .oauth2(ClusterResource.token(user, "user"))
                .get("/api/v1/deployments")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("items[0].deployment_id", equalTo(app.getMetadata().getUid()))
                .body("items[0].status", equalTo("running"))
                .body("items[0].project_name", equalTo("shop"))
                .body("items[0].access_url", equalTo("http://hello-shop-" + user + ".nokube.local"));
    }

    @Test
    void driftIsPutBackAndWhatIsOthersIsLeft() {
        apply("image: ghcr.io/x/hello:1");
        awaitReady();
        patchDeployment("""
                [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "ghcr.io/evil/image:1"},
                 {"op": "add", "path": "/metadata/annotations/example.com~1note", "value": "mine"}]""");
        client.services().inNamespace(namespace).withName("hello").delete();
        await().atMost(SOON).untilAsserted(() -> {
            Deployment deployment = get(Deployment.class).orElseThrow();
            assertThat(deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getImage())
                    .isEqualTo("ghcr.io/x/hello:1");
            assertThat(deployment.getMetadata().getAnnotations()).containsEntry("example.com/note", "mine");
            assertThat(get(Service.class)).isPresent();
        });
    }

    @Test
    void whatTheSpecDropsGoes() {
        apply("image: ghcr.io/x/hello:1");
        awaitReady();
        assertThat(get(Ingress.class)).isPresent();
        apply("image: ghcr.io/x/hello:1\n  type: worker");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(get(Ingress.class)).isEmpty();
            assertThat(get(Service.class)).isEmpty();
        });
        awaitReady();
    }

    @Test
    void theKindOfACheckCanBeChanged() {
        apply("image: ghcr.io/x/hello:1");
        awaitReady();
        apply("image: ghcr.io/x/hello:1\n  healthCheck: {readiness: {path: /ready}, liveness: {path: /live}}");
        awaitReady();
        assertThat(container().getReadinessProbe().getHttpGet().getPath()).isEqualTo("/ready");
        assertThat(container().getReadinessProbe().getTcpSocket()).isNull();
        apply("image: ghcr.io/x/hello:1\n  healthCheck: {enabled: false}");
        awaitReady();
        assertThat(container().getReadinessProbe()).isNull();
        assertThat(container().getLivenessProbe()).isNull();
    }

    @Test
    void whatIsSetAndDroppedAgainIsGone() {
        apply("""
                image: ghcr.io/x/hello:1
                  containerPort: 8080
                  servicePort: 80
                  env: {A: one, B: ""}
                  command: [/bin/run]
                  args: [--now]
                  exposure: {host: hello.example.com, path: /start, tls: {enabled: true, issuer: letsencrypt}}
                  resources: {limits: {cpu: 2}}
                """);
        awaitReady();
        await().alias("its certificate is counted as on its way")
                .atMost(SOON)
                .untilAsserted(() -> given().get(metrics)
                        .then()
                        .body(matchesPattern("(?s).*nokube_certificates\\{ready=\"Unknown\"} [1-9].*")));
        apply("image: ghcr.io/x/hello:1");
        awaitReady();
        assertThat(container().getEnv()).isEmpty();
        assertThat(container().getCommand()).isEmpty();
        assertThat(container().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(3000));
        assertThat(get(Service.class).orElseThrow().getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getPort()).isEqualTo(8000));
        assertThat(get(Ingress.class).orElseThrow().getSpec().getTls()).isEmpty();
    }

    @Test
    void anAppInOrderCostsNoRequest() {
        apply("image: ghcr.io/x/hello:1");
        awaitReady();
        int free = 0;
        // Elsewhere in the cluster something may cost a request at the same moment; an app that costs does so each
        // time.
        for (int i = 0; i < 20 && free < 5; i++) {
            awaitQuiet();
            long before = requests.total();
            touch(String.valueOf(i));
            awaitQuiet();
            free += requests.total() == before ? 1 : 0;
        }
        assertThat(free).as("reconciliations without a request").isEqualTo(5);
    }

    /// A patch, not an edit: the Deployment's status is written all the time, which would make its version stale.
    private void patchDeployment(String operations) {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("hello")
                .patch(PatchContext.of(PatchType.JSON), operations);
    }

    /// Past the link and the counter: a change that is none of NoKube's, and that wakes the app. An annotation counts
    /// as
    /// a new generation of a Deployment, so that its status lags for a moment.
    private void touch(String value) {
        patchDeployment("""
                [{"op": "add", "path": "/metadata/annotations/example.com~1touched", "value": "%1$s"},
                 {"op": "add", "path": "/metadata/labels/example.com~1touched", "value": "%1$s"}]""".formatted(value));
        await().atMost(SOON)
                .until(() -> informers.snapshot(namespace, "hello").objects().stream()
                        .anyMatch(object ->
                                value.equals(object.getMetadata().getLabels().get("example.com/touched"))));
    }

    /// Of many changes some come in just while a status is being written.
    @Test
    void noChangeIsMissed() {
        for (int i = 0; i < CHANGES; i++) {
            apply("image: ghcr.io/x/hello:" + i);
        }
        awaitReady();
        assertThat(container().getImage()).isEqualTo("ghcr.io/x/hello:" + (CHANGES - 1));
    }

    @Test
    void aForeignObjectIsNotTakenOver() {
        client.resource(new ServiceBuilder()
                        .withNewMetadata()
                        .withName("hello")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .addNewPort()
                        .withPort(80)
                        .endPort()
                        .endSpec()
                        .build())
                .create();
        apply("image: ghcr.io/x/hello:1");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(ready().reason()).isEqualTo("Conflict");
            assertThat(get(Service.class).orElseThrow().getMetadata().getLabels())
                    .isNullOrEmpty();
            assertThat(get(Ingress.class)).isEmpty();
        });
        client.services().inNamespace(namespace).withName("hello").delete();
        awaitReady();
    }

    private NoKubeApp apply(String spec) {
        NoKubeApp app = Serialization.unmarshal("spec:\n  " + spec, NoKubeApp.class);
        app.setMetadata(new ObjectMetaBuilder()
                .withName("hello")
                .withNamespace(namespace)
                .build());
        return client.resource(app).fieldManager("kubectl").forceConflicts().serverSideApply();
    }

    private void awaitReady() {
        await().atMost(SOON).untilAsserted(() -> assertThat(ready().status()).isEqualTo("True"));
    }

    private Container container() {
        return get(Deployment.class)
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    /// Until the events of what was just done have all arrived.
    private void awaitQuiet() {
        long[] last = {-1};
        await().atMost(SOON).during(Duration.ofSeconds(1)).until(() -> {
            long now = requests.total();
            boolean isSame = now == last[0];
            last[0] = now;
            return isSame;
        });
    }

    private Condition ready() {
        NoKubeApp app = get(NoKubeApp.class).orElseThrow();
        assertThat(app.getStatus()).isNotNull();
        assertThat(app.getStatus().observedGeneration())
                .isEqualTo(app.getMetadata().getGeneration());
        return app.getStatus().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .orElseThrow();
    }

    private <T extends HasMetadata> Optional<T> get(Class<T> type) {
        return Optional.ofNullable(
                client.resources(type).inNamespace(namespace).withName("hello").get());
    }
}
