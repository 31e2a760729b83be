package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathTest {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/namespaces/x/pods/y/log, pods",
        "/api/v1/namespaces/x/pods, pods",
        "/api/v1/pods, pods",
        "/api/v1/namespaces, namespaces",
        "/api/v1/namespaces/x, namespaces",
        "/apis/apps/v1/deployments, deployments",
        "/apis/nokube.io/v1/namespaces/a/nokubeapps/b/status, nokubeapps",
        "/k8s/clusters/c1/apis/apps/v1/namespaces/a/deployments/b, deployments",
        "/apis/apps/v1, other",
        "/version, other",
        "/, other",
    })
    void namesTheKindThatARequestIsAbout(String path, String resource) {
        assertThat(ApiPath.resource(path)).isEqualTo(resource);
    }
}
