package io.nokube.launcher;

import io.nokube.sandbox.cluster.SandboxKubernetes;
import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.SandboxGitHub;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stand-ins for what is not configured.
public final class Sandboxes implements AutoCloseable {
    private final Settings settings;
    private final @Nullable EmbeddedDatabase database;
    private final @Nullable SandboxGitHub gitHub;
    private final @Nullable SandboxKubernetes kubernetes;

    private Sandboxes(
            Settings settings,
            @Nullable EmbeddedDatabase database,
            @Nullable SandboxGitHub gitHub,
            @Nullable SandboxKubernetes kubernetes) {
        this.settings = settings;
        this.database = database;
        this.gitHub = gitHub;
        this.kubernetes = kubernetes;
    }

    static Sandboxes start(Settings settings, Options gitHubOptions) {
        Path data = settings.data();
        SandboxGitHub gitHub = settings.realGitHub() ? null : SandboxGitHub.start(gitHubOptions);
        if (gitHub != null) {
            // As the workflow does where the builds repository says where NoKube is.
            gitHub.pushTo(settings.endpoints().of(Service.GATEWAY).url().toString());
        }
        SandboxKubernetes kubernetes = settings.realCluster()
                ? null
                : SandboxKubernetes.start(
                        SandboxKubernetes.Options.defaults().withStateFile(data.resolve("cluster.json")));
        EmbeddedDatabase database = settings.realDatabase() ? null : EmbeddedDatabase.start(data.resolve("postgres"));
        return new Sandboxes(settings, database, gitHub, kubernetes);
    }

    ServiceEnvironment.Parts parts(String adminPassword) {
        return new ServiceEnvironment.Parts(
                database == null ? "" : database.url(),
                gitHub == null ? "" : gitHub.apiUrl(),
                gitHub == null ? "" : gitHub.oidcIssuer(),
                gitHub == null ? "" : "sandbox-token",
                kubeconfig().toString(),
                adminPassword);
    }

    /// The cluster's kubeconfig: the caller's own, or one for the sandbox.
    public Path kubeconfig() {
        if (kubernetes == null) {
            return Path.of(settings.variable("KUBECONFIG").orElseThrow().split(File.pathSeparator, 2)[0])
                    .toAbsolutePath();
        }
        try {
            Path file = settings.data().resolve("kubeconfig");
            return Files.writeString(file, kubernetes.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sandbox GitHub, where it is what build-svc talks to.
    public Optional<SandboxGitHub> gitHub() {
        return Optional.ofNullable(gitHub);
    }

    /// What is a stand-in here, for the line that says so.
    List<String> names() {
        List<String> names = new ArrayList<>();
        if (database != null) {
            names.add("PostgreSQL");
        }
        if (gitHub != null) {
            names.add("GitHub");
        }
        if (kubernetes != null) {
            names.add("Kubernetes");
        }
        return names;
    }

    @Override
    public void close() {
        if (gitHub != null) {
            gitHub.close();
        }
        if (kubernetes != null) {
            kubernetes.close();
        }
        if (database != null) {
            database.close();
        }
    }
}
