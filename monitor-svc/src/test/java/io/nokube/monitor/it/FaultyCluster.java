package io.nokube.monitor.it;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Has the service reach the API server through a [FaultyApiServer].
public final class FaultyCluster extends ClusterResource {
    private static @Nullable FaultyApiServer server;

    static final long SEED = Long.getLong("nokube.seed", System.nanoTime());

    static FaultyApiServer server() {
        return Objects.requireNonNull(server);
    }

    @Override
    protected String credentials(String kubeconfig) {
        try {
            FaultyApiServer made = new FaultyApiServer(Config.fromKubeconfig(kubeconfig), SEED);
            server = made;
            return """
                    apiVersion: v1
                    kind: Config
                    current-context: faulty
                    clusters: [{name: faulty, cluster: {server: "%s"}}]
                    users: [{name: nobody, user: {}}]
                    contexts: [{name: faulty, context: {cluster: faulty, user: nobody, namespace: default}}]
                    """.formatted(made.url());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
        super.stop();
    }
}
