package io.nokube.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The main job, end to end: from a repository to a running app, through the gateway, with processes as users run them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // each step finds what the steps before it left
class WholePathIT {
    private static final String NAMESPACE = "testuser-myapp";
    private static final String DEPLOY = """
            {
              "project_id": %d,
              "project_name": "myapp",
              "username": "testuser",
              "service_name": "frontend",
              "image_name": "%s",
              "replicas": 2,
              "container_port": 3000,
              "service_port": 8000,
              "exposure_type": "external",
              "cpu_request": "100m",
              "memory_request": "256Mi"
            }""";

    @TempDir
    static Path data;

    private Stack stack;
    private KubernetesClient cluster;
    private Api user;
    private int projectId;
    private String buildId;
    private String image;
    private String deploymentId;

    @BeforeAll
    void start() throws Exception {
        stack = TestStack.start(data);
        cluster = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(stack.sandboxes().kubeconfig().toFile()))
                .build();
        TestStack.removeNamespace(stack, NAMESPACE);
        user = TestStack.register(stack, "testuser");
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            TestStack.removeNamespace(stack, NAMESPACE);
            cluster.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void aUserKnowsHimself() {
        Api.Answer me = user.get("/api/v1/auth/me");

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.string("username")).isEqualTo("testuser");
        assertThat(me.string("email")).isEqualTo("testuser@example.test");
    }

    @Test
    @Order(2)
    void aRepositoryBecomesAnImage() {
        Api.Answer project = user.post("/api/v1/projects", """
                {"name": "myapp", "repository_url": "https://github.com/octocat/hello-world"}""");
        assertThat(project.status()).as(project.text()).isEqualTo(201);
        projectId = project.body().path("id").asInt();

        Api.Answer build = user.post("/api/v1/builds", """
                {"project_id": %d, "service_name": "frontend"}""".formatted(projectId));
        assertThat(build.status()).as(build.text()).isEqualTo(202);
        buildId = build.string("build_id");
        image = build.string("image_full_name");
        assertThat(image).isEqualTo("ghcr.io/nokube/testuser-myapp-frontend:latest");

        List<Api.Event> events = user.events("/api/v1/builds/" + buildId + "/events");
        List<String> statuses = events.stream()
                .filter(event -> event.name().equals("status"))
                .map(event -> event.data().path("status").asText())
                .distinct()
                .toList();
        assertThat(statuses).as("%s", events).endsWith("success").isSubsetOf("pending", "building", "success");
        assertThat(statuses).contains("building");
        List<String> names = events.stream().map(Api.Event::name).toList();
        assertThat(names).contains("step", "log");
        assertThat(names.indexOf("log"))
                .as("what the build prints is seen while it runs")
                .isLessThan(names.lastIndexOf("step"));
        assertThat(events).extracting(Api.Event::id).doesNotHaveDuplicates();

        JsonNode done = user.get("/api/v1/builds/" + buildId).body();
        assertThat(done.path("status").asText()).isEqualTo("success");
        assertThat(done.path("image_digest").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(done.path("completed_at").asText()).isNotBlank();
        assertThat(done.path("duration").asInt(-1)).isNotNegative();
    }

    @Test
    @Order(3)
    void theImageIsDeployedWithTheRequestOfTheIntegrationDocument() {
        long pressed = System.nanoTime();
        Api.Answer deploy = user.post("/api/v1/deploy", DEPLOY.formatted(projectId, image));
        assertThat(deploy.status()).as(deploy.text()).isEqualTo(202);
        assertThat(deploy.string("namespace")).isEqualTo(NAMESPACE);
        deploymentId = deploy.string("deployment_id");

        await().atMost(60, SECONDS)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(
                                user.get("/api/v1/deployments/" + deploymentId).string("status"))
                        .isEqualTo("running"));
        Measurements.report("time from deploy request to running", Duration.ofNanos(System.nanoTime() - pressed));

        JsonNode running = user.get("/api/v1/deployments/" + deploymentId).body();
        assertThat(running.path("replicas_ready").asInt()).isEqualTo(2);
        assertThat(running.path("replicas_total").asInt()).isEqualTo(2);
        assertThat(running.path("internal_url").asText()).isEqualTo("http://frontend.testuser-myapp.svc:8000");
        assertThat(running.path("access_url").asText()).contains("frontend-myapp-testuser.");
    }

    @Test
    @Order(4)
    void theClusterHasWhatWasAskedFor() {
        var app = cluster.genericKubernetesResources("nokube.io/v1", "NoKubeApp")
                .inNamespace(NAMESPACE)
                .withName("frontend")
                .require();
        var namespace = cluster.namespaces().withName(NAMESPACE).require();
        var deployment = cluster.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("frontend")
                .require();
        var service =
                cluster.services().inNamespace(NAMESPACE).withName("frontend").require();
        var ingress = cluster.network()
                .v1()
                .ingresses()
                .inNamespace(NAMESPACE)
                .withName("frontend")
                .require();
        var container =
                deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
        var rule = ingress.getSpec().getRules().getFirst();

        assertThat(namespace.getMetadata().getLabels()).containsEntry("nokube.io/owner", "testuser");
        assertThat(app.getMetadata().getUid()).isEqualTo(deploymentId);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(container.getImage()).isEqualTo(image);
        assertThat(container.getPorts().getFirst().getContainerPort()).isEqualTo(3000);
        assertThat(container.getResources().getRequests().get("cpu")).hasToString("100m");
        assertThat(container.getResources().getRequests().get("memory")).hasToString("256Mi");
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getPort()).isEqualTo(8000);
            assertThat(port.getTargetPort().getValue()).isIn(3000, "http");
        });
        assertThat(rule.getHost()).startsWith("frontend-myapp-testuser.");
        assertThat(rule.getHttp()
                        .getPaths()
                        .getFirst()
                        .getBackend()
                        .getService()
                        .getName())
                .isEqualTo("frontend");
        assertThat(List.<HasMetadata>of(deployment, service, ingress))
                .allSatisfy(child -> assertThat(child.getMetadata().getOwnerReferences())
                        .singleElement()
                        .satisfies(owner -> {
                            assertThat(owner.getUid()).isEqualTo(deploymentId);
                            assertThat(owner.getController()).isTrue();
                        }));
    }

    @Test
    @Order(5)
    void anAppThatKubectlWroteIsListed() throws Exception {
        Path file = Files.writeString(data.resolve("worker.yaml"), """
                apiVersion: nokube.io/v1
                kind: NoKubeApp
                metadata: {name: by-hand, namespace: testuser-myapp}
                spec: {image: "ghcr.io/nokube/by-hand:1", type: api}
                """);
        kubectlApply(file);

        await().atMost(60, SECONDS).untilAsserted(() -> {
            JsonNode items = user.get("/api/v1/deployments").body().path("items");
            assertThat(items).anySatisfy(item -> {
                assertThat(item.path("service_name").asText()).isEqualTo("by-hand");
                assertThat(item.path("image_name").asText()).isEqualTo("ghcr.io/nokube/by-hand:1");
                assertThat(item.path("status").asText()).isEqualTo("running");
            });
            assertThat(items)
                    .anySatisfy(item ->
                            assertThat(item.path("deployment_id").asText()).isEqualTo(deploymentId));
        });
        assertThat(cluster.network()
                        .v1()
                        .ingresses()
                        .inNamespace(NAMESPACE)
                        .withName("by-hand")
                        .get())
                .isNull();
        assertThat(cluster.services().inNamespace(NAMESPACE).withName("by-hand").get())
                .isNotNull();
    }

    @Test
    @Order(6)
    void anotherUserSeesNothingOfIt() {
        Api other = TestStack.register(stack, "other");
        String unknown = "/api/v1/builds/0198c5a0-0000-7000-8000-000000000000";

        assertThat(other.get("/api/v1/projects").body().path("items")).isEmpty();
        assertThat(other.get("/api/v1/builds").body().path("items")).isEmpty();
        assertThat(other.get("/api/v1/deployments").body().path("items")).isEmpty();
        for (String path : List.of(
                "/api/v1/projects/" + projectId,
                "/api/v1/builds/" + buildId,
                "/api/v1/builds/" + buildId + "/events",
                "/api/v1/deployments/" + deploymentId)) {
            assertThat(other.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(withoutInstance(other.get("/api/v1/builds/" + buildId)))
                .isEqualTo(withoutInstance(other.get(unknown)));
        assertThat(other.post("/api/v1/deploy", DEPLOY.formatted(projectId, image))
                        .status())
                .isEqualTo(403);
        assertThat(other.post("/api/v1/builds", "{\"project_id\": " + projectId + ", \"service_name\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(TestStack.api(stack).get("/api/v1/builds").status()).isEqualTo(401);
    }

    @Test
    @Order(7)
    void badInputIsNamedFieldByField() {
        Api.Answer deploy = user.post("/api/v1/deploy", """
                {"project_id": 1, "project_name": "myapp", "service_name": "Front_end", "image_name": "a b", "replicas": -1,
                 "container_port": 70000, "cpu_request": "2", "cpu_limit": "1", "replicsa": 3}""");
        assertThat(deploy.status()).isEqualTo(400);
        assertThat(fields(deploy))
                .contains("service_name", "image_name", "replicas", "container_port", "replicsa")
                .anyMatch(field -> field.startsWith("cpu_"));

        Api.Answer project = user.post("/api/v1/projects", """
                {"name": "A", "repository_url": "https://gitlab.com/o/r"}""");
        assertThat(project.status()).isEqualTo(400);
        assertThat(fields(project)).containsExactlyInAnyOrder("name", "repository_url");

        Api.Answer register = TestStack.api(stack).post("/api/v1/auth/register", """
                {"username": "with-hyphen", "email": "no", "password": "short"}""");
        assertThat(register.status()).isEqualTo(400);
        assertThat(fields(register)).containsExactlyInAnyOrder("username", "email", "password");
        assertThat(List.of(deploy, project, register))
                .allSatisfy(answer -> assertThat(answer.text()).doesNotContain("Exception", "io.nokube", "SQL"));
    }

    @Test
    @Order(8)
    void aBuildThatFailsSaysWhyAndWhatToDo() {
        Api.Answer project = user.post("/api/v1/projects", """
                {"name": "broken", "repository_url": "https://github.com/acme/fails-dockerfile"}""");
        Api.Answer build = user.post(
                "/api/v1/builds", """
                {"project_id": %d, "service_name": "web"}""".formatted(project.body().path("id").asInt()));

        List<Api.Event> events = user.events("/api/v1/builds/" + build.string("build_id") + "/events");

        JsonNode last = events.getLast().data();
        assertThat(last.path("status").asText()).isEqualTo("failed");
        assertThat(last.path("error").path("category").asText()).isEqualTo("dockerfile_not_found");
        assertThat(last.path("error").path("hint").asText()).isNotBlank();
    }

    @Test
    @Order(9)
    void everyServiceIsHealthyWhereOnlyTheClusterAsks() {
        for (Service service : Service.values()) {
            Endpoint endpoint = stack.process(service).endpoint();
            Api management = new Api(endpoint.managementUrl(), null);
            for (String check : List.of("live", "ready", "started")) {
                assertThat(management.get("/q/health/" + check).status())
                        .as("%s %s", service, check)
                        .isEqualTo(200);
            }
            assertThat(management.get("/q/metrics").status()).isEqualTo(200);
            assertThat(new Api(endpoint.url(), null).get("/q/health/live").status())
                    .isIn(401, 404);
        }
        Measurements.report(stack);
    }

    @Test
    @Order(10)
    void whatIsWrittenAboutMetricsIsTrue() throws IOException {
        assertThat(TestStack.api(stack).post("/api/v1/webhooks/github", "{}").status())
                .as("a webhook that nobody signed")
                .isEqualTo(401);
        StringBuilder exposed = new StringBuilder();
        for (Service service : Service.values()) {
            exposed.append(new Api(stack.process(service).endpoint().managementUrl(), null)
                    .get("/q/metrics")
                    .text());
        }
        ShippedMetrics shipped = ShippedMetrics.read(TestStack.root());

        assertThat(shipped.documented())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(exposed.toString()).as(name).containsPattern("(?m)^" + name + "(_count)?[{ ]"));
        assertThat(shipped.documented())
                .as("every metric of NoKube's own is in the table")
                .containsAll(ShippedMetrics.families(exposed.toString()));
        assertThat(shipped.documented())
                .as("alerts and dashboard ask for what there is")
                .containsAll(shipped.asked());
    }

    private void kubectlApply(Path file) throws IOException, InterruptedException {
        if (Kubectl.isInstalled()) {
            Kubectl.apply(stack.sandboxes().kubeconfig(), file);
            return;
        }
        try (var yaml = Files.newInputStream(file)) {
            var app = cluster.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
            assertThat(cluster.resource(app).create()).isNotNull();
        }
    }

    private static List<String> fields(Api.Answer answer) {
        return answer.body()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asText())
                .toList();
    }

    private static String withoutInstance(Api.Answer answer) {
        return answer.text().replaceAll("\"instance\":\"[^\"]*\"", "").replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }
}
