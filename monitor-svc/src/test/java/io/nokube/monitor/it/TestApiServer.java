package io.nokube.monitor.it;

import java.nio.file.Path;

/// Which API server the tests use: the one that `NOKUBE_TEST_KUBECONFIG` names.
final class TestApiServer {
    private static final String VARIABLE = "NOKUBE_TEST_KUBECONFIG";

    private TestApiServer() {}

    static Path kubeconfig() {
        String configured = System.getenv(VARIABLE);
        if (configured == null) {
            throw new IllegalStateException(VARIABLE + " must name the kubeconfig of a cluster for tests");
        }
        return Path.of(configured);
    }

    static void stop() {
        // Whoever started it stops it.
    }
}
