package io.nokube.build.it;

import io.nokube.sandbox.github.Options;
import io.nokube.sandbox.github.SandboxGitHub;
import io.nokube.sandbox.postgres.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the service needs around it: a database, a GitHub, and somebody who signs tokens. Impatient, so that tests are
/// quick.
public class Platform implements QuarkusTestResourceLifecycleManager {
    static final String WEBHOOK_SECRET = "a secret of the tests";

    private @Nullable EmbeddedDatabase database;
    private @Nullable SandboxGitHub gitHub;
    private @Nullable Path keys;

    /// How the GitHub behaves; other tests want another one.
    protected Options options() {
        return Options.defaults().withRunTime(Duration.ofMillis(800));
    }

    /// The database; other tests want one that can be restarted.
    protected EmbeddedDatabase database() throws IOException {
        return EmbeddedDatabase.startTemporary();
    }

    /// Where the service is told that its database is.
    protected String databaseUrl(String url) {
        return url;
    }

    @Override
    public Map<String, String> start() {
        try {
            database = database();
            gitHub = startGitHub(options());
            keys = Files.createTempDirectory("nokube-keys");
            Map<String, String> settings = settings(gitHub, Tokens.writeKeys(keys));
            settings.put("NOKUBE_DB_URL", databaseUrl(database.url()));
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Its own threads look classes up where its own classes are, not where those of the service under test are.
    private static SandboxGitHub startGitHub(Options options) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SandboxGitHub.class.getClassLoader());
        try {
            return SandboxGitHub.start(options);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Map<String, String> settings(SandboxGitHub gitHub, Path publicKey) {
        Map<String, String> settings = new HashMap<>();
        settings.put("mp.jwt.verify.publickey.location", publicKey.toUri().toString());
        settings.put("nokube.github.api-url", gitHub.apiUrl());
        settings.put("nokube.github.oidc-issuer", gitHub.oidcIssuer());
        settings.put("nokube.logs.gap-patience", "3s");
        settings.put("nokube.github.token", Options.TOKEN);
        settings.put("nokube.github.webhook-secret", WEBHOOK_SECRET);
        // Tests want GitHub asked all the same.
        settings.put("nokube.follow.poll-rarely", "150ms");
        settings.put("nokube.github.builds-repo", "nokube/builds");
        settings.put("nokube.registry-namespace", "amzhm");
        settings.put("nokube.github.timeout", "1s");
        settings.put("nokube.github.probe-every", "300ms");
        settings.put("nokube.lease", "3s");
        settings.put("nokube.dispatch.every", "200ms");
        settings.put("nokube.dispatch.spacing", "1ms");
        settings.put("nokube.dispatch.look-again", "200ms");
        settings.put("nokube.dispatch.resend-after", "1500ms");
        settings.put("nokube.dispatch.denied-patience", "2s");
        settings.put("nokube.dispatch.backoff", "200ms");
        settings.put("nokube.dispatch.backoff-max", "1s");
        settings.put("nokube.follow.force-after", "3s");
        settings.put("nokube.follow.every", "100ms");
        settings.put("nokube.follow.poll-every", "150ms");
        settings.put("nokube.follow.poll-unwatched", "150ms");
        settings.put("nokube.follow.look-alone", "150ms");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(gitHub, new TestInjector.MatchesType(SandboxGitHub.class));
        injector.injectIntoFields(database, new TestInjector.MatchesType(EmbeddedDatabase.class));
    }

    @Override
    public void stop() {
        if (gitHub != null) {
            gitHub.close();
        }
        if (database != null) {
            database.close();
        }
        if (keys != null) {
            Tokens.deleteKeys(keys);
        }
    }
}
