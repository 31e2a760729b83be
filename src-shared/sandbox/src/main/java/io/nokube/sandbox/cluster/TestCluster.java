package io.nokube.sandbox.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cluster that tests run against: the one `NOKUBE_TEST_KUBECONFIG` names, else a sandbox of their own.
public final class TestCluster implements AutoCloseable {
    public static final String VARIABLE = "NOKUBE_TEST_KUBECONFIG";

    private final Path kubeconfig;
    private final @Nullable SandboxKubernetes sandbox;

    private TestCluster(Path kubeconfig, @Nullable SandboxKubernetes sandbox) {
        this.kubeconfig = kubeconfig;
        this.sandbox = sandbox;
    }

    public static TestCluster open() {
        String configured = System.getenv(VARIABLE);
        if (configured != null && !configured.isBlank()) {
            return new TestCluster(Path.of(configured), null);
        }
        try {
            SandboxKubernetes sandbox = SandboxKubernetes.start(SandboxKubernetes.Options.defaults());
            Path file = Files.createTempFile("nokube-test", ".kubeconfig");
            file.toFile().deleteOnExit();
            return new TestCluster(sandbox.writeKubeconfig(file), sandbox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    public boolean isSandbox() {
        return sandbox != null;
    }

    public Optional<SandboxKubernetes> sandbox() {
        return Optional.ofNullable(sandbox);
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
