package io.nokube.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {
    private static final ServiceEnvironment.Parts PARTS = new ServiceEnvironment.Parts(
            "postgresql://u:p@127.0.0.1:5/db",
            "http://127.0.0.1:9",
            "http://127.0.0.1:9/issuer",
            "sandbox-token",
            "/data/kubeconfig",
            "secret word");

    @Test
    void theSandboxesAreConfiguredLikeTheRealParts() {
        ServiceEnvironment environment = environment(Map.of());

        assertThat(environment.of(Service.GATEWAY))
                .containsEntry("QUARKUS_HTTP_PORT", "8080")
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_MANAGEMENT_PORT", "9080")
                .containsEntry("NOKUBE_AUTH_REGISTRATION", "open")
                .containsEntry("NOKUBE_BUILD_SVC_URL", "http://127.0.0.1:8081");
        assertThat(environment.of(Service.BUILD))
                .containsEntry("NOKUBE_GITHUB_API_URL", "http://127.0.0.1:9")
                .containsEntry("NOKUBE_GITHUB_OIDC_ISSUER", "http://127.0.0.1:9/issuer")
                .containsEntry("NOKUBE_GITHUB_BUILDS_REPO", "nokube/builds")
                .containsEntry("NOKUBE_JWKS_URL", "http://127.0.0.1:8080/.well-known/jwks.json");
        assertThat(environment.of(Service.MONITOR))
                .containsEntry("KUBECONFIG", "/data/kubeconfig")
                .containsEntry("NOKUBE_LEADER_ELECTION_ENABLED", "false");
    }

    @Test
    void onARealClusterTheReconcilersStillElectALeader() {
        assertThat(environment(Map.of("KUBECONFIG", "/home/kubeconfig")).of(Service.MONITOR))
                .doesNotContainKey("NOKUBE_LEADER_ELECTION_ENABLED");
    }

    @Test
    void whatTheCallerHasSetGoesFirst() {
        ServiceEnvironment environment =
                environment(Map.of("NOKUBE_AUTH_REGISTRATION", "closed", "NOKUBE_REGISTRY_NAMESPACE", "amzhm"));

        assertThat(environment.of(Service.GATEWAY)).doesNotContainKey("NOKUBE_AUTH_REGISTRATION");
        assertThat(environment.of(Service.BUILD)).doesNotContainKey("NOKUBE_REGISTRY_NAMESPACE");
    }

    @Test
    void aRealGitHubIsLeftToTheCallersVariables() {
        ServiceEnvironment environment = new ServiceEnvironment(
                settings(Map.of("NOKUBE_GITHUB_TOKEN", "real")),
                new ServiceEnvironment.Parts("postgresql://u:p@h/db", "", "", "", "/kubeconfig", "secret word"));

        assertThat(environment.of(Service.BUILD))
                .doesNotContainKeys(
                        "NOKUBE_GITHUB_TOKEN",
                        "NOKUBE_GITHUB_API_URL",
                        "NOKUBE_GITHUB_OIDC_ISSUER",
                        "NOKUBE_GITHUB_BUILDS_REPO");
    }

    private static ServiceEnvironment environment(Map<String, String> variables) {
        return new ServiceEnvironment(settings(variables), PARTS);
    }

    private static Settings settings(Map<String, String> variables) {
        return new Settings(Path.of("/root"), Path.of("/data"), Form.JVM, Endpoints.documented(), variables);
    }
}
