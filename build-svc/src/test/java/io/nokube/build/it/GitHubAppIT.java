package io.nokube.build.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.sandbox.github.SandboxGitHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// NoKube as a GitHub App, without a token of anybody's.
@QuarkusTest
@WithTestResource(GitHubAppIT.AsApp.class)
@SuppressWarnings("NullAway.Init")
class GitHubAppIT {
    private static final Client USER = Client.user("appuser");

    public static class AsApp extends Platform {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = new HashMap<>(super.start());
            settings.remove("nokube.github.token");
            settings.put("nokube.github.app.id", "12345");
            settings.put("nokube.github.app.installation-id", "67890");
            settings.put("nokube.github.app.private-key", Tokens.pem().replace("\n", "\\n"));
            return settings;
        }
    }

    SandboxGitHub gitHub;

    @Test
    void buildsWithTokensOfItsInstallation() {
        String id = USER.startBuild(USER.createProject("app"), "shop");

        assertThat(USER.awaitEnd(id).getString("status")).isEqualTo("success");
        assertThat(gitHub.dispatchCount(id)).isEqualTo(1);
    }
}
