package io.nokube.launcher;

import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.SandboxGitHub;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/// The build service as a process of its own that can be killed and started again, impatient, with a GitHub, a database
/// behind a [StatementWire], and nobody else.
final class BuildServiceAlone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EmbeddedDatabase database;
    private final StatementWire wire;
    private final SandboxGitHub gitHub;
    private final TokenSigner signer;
    private final Settings settings;
    private final Map<String, String> environment;
    private ServiceProcess process;

    BuildServiceAlone(Path data, Duration runTime) throws IOException, InterruptedException {
        database = EmbeddedDatabase.startTemporary();
        URI url = URI.create(database.url());
        wire = StatementWire.to(url.getPort());
        gitHub = SandboxGitHub.start(Options.defaults().withRunTime(runTime).withHourlyLimit(1_000_000));
        signer = new TokenSigner();
        settings = TestStack.settings(data, Map.of());
        Endpoint own = settings.endpoints().of(Service.BUILD);
        gitHub.pushTo(own.url().toString());
        environment = Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", Endpoint.HOST),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(own.port())),
                Map.entry("QUARKUS_MANAGEMENT_HOST", Endpoint.HOST),
                Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(own.managementPort())),
                Map.entry("NOKUBE_LOG_FORMAT", "text"),
                Map.entry("NOKUBE_DB_URL", database.url().replace(":" + url.getPort() + "/", ":" + wire.port() + "/")),
                Map.entry("NOKUBE_JWKS_URL", signer.url()),
                Map.entry("NOKUBE_GITHUB_API_URL", gitHub.apiUrl()),
                Map.entry("NOKUBE_GITHUB_OIDC_ISSUER", gitHub.oidcIssuer()),
                Map.entry("NOKUBE_GITHUB_TOKEN", Options.TOKEN),
                Map.entry("NOKUBE_GITHUB_BUILDS_REPO", "nokube/builds"),
                Map.entry("NOKUBE_REGISTRY_NAMESPACE", "nokube"),
                Map.entry("NOKUBE_GITHUB_TIMEOUT", "1s"),
                Map.entry("NOKUBE_LEASE", "2s"),
                Map.entry("NOKUBE_DISPATCH_EVERY", "200ms"),
                Map.entry("NOKUBE_DISPATCH_SPACING", "1ms"),
                Map.entry("NOKUBE_DISPATCH_LOOK_AGAIN", "200ms"),
                Map.entry("NOKUBE_DISPATCH_RESEND_AFTER", "1500ms"),
                Map.entry("NOKUBE_DISPATCH_BACKOFF", "200ms"),
                Map.entry("NOKUBE_DISPATCH_BACKOFF_MAX", "1s"),
                Map.entry("NOKUBE_FOLLOW_EVERY", "100ms"),
                Map.entry("NOKUBE_FOLLOW_POLL_EVERY", "300ms"),
                Map.entry("NOKUBE_FOLLOW_POLL_UNWATCHED", "300ms"),
                Map.entry("NOKUBE_FOLLOW_POLL_RARELY", "300ms"),
                Map.entry("NOKUBE_FOLLOW_LOOK_ALONE", "1s"),
                Map.entry("NOKUBE_FOLLOW_FORCE_AFTER", "3s"),
                Map.entry("NOKUBE_LOGS_GAP_PATIENCE", "1s"));
        process = ServiceProcess.start(Service.BUILD, settings, environment);
        process.awaitReady(PATIENCE);
    }

    SandboxGitHub gitHub() {
        return gitHub;
    }

    StatementWire wire() {
        return wire;
    }

    Api user(String name) {
        return new Api(process.endpoint().url(), signer.token(name));
    }

    /// Sends SIGKILL and waits until the process is gone.
    void kill() {
        process.kill();
    }

    /// Starts the next process, after the end of the one before.
    void startAgain() throws InterruptedException {
        process.kill();
        process = ServiceProcess.start(Service.BUILD, settings, environment);
        process.awaitReady(PATIENCE);
    }

    /// The one number that the database answers with.
    long count(String query) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        gitHub.close();
        wire.close();
        signer.close();
        database.close();
    }
}
