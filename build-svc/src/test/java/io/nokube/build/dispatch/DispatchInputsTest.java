package io.nokube.build.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.nokube.build.Build;
import io.nokube.build.Fixtures;
import io.nokube.build.Recipe;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DispatchInputsTest {
    @Test
    void dockerfileOfTheRepository() {
        assertThat(inputs(new Recipe.RepositoryDockerfile("web/Dockerfile")))
                .containsExactly(
                        entry("build_id", Fixtures.ID.toString()),
                        entry("repository", "amzhm/shop"),
                        entry("branch", "main"),
                        entry("image", "ghcr.io/amzhm/testuser-myapp-frontend:latest"),
                        entry("builder", "dockerfile"),
                        entry("dockerfile_path", "web/Dockerfile"),
                        entry("context_path", "."),
                        entry("build_args", "{\"A\":\"say \\\"hi\\\"\",\"NODE_ENV\":\"production\"}"),
                        entry("platforms", "linux/amd64,linux/arm64"));
    }

    @Test
    void dockerfileOfTheRequestTravelsInBase64() {
        assertThat(inputs(new Recipe.InlineDockerfile("FROM scratch\n")))
                .containsEntry("builder", "inline")
                .containsEntry("dockerfile_content", "RlJPTSBzY3JhdGNoCg==")
                .doesNotContainKey("dockerfile_path");
    }

    @Test
    void withoutDockerfileBuildpacksBuild() {
        assertThat(inputs(new Recipe.Buildpacks()))
                .containsEntry("builder", "buildpacks")
                .doesNotContainKeys("dockerfile_path", "dockerfile_content");
    }

    private static Map<String, String> inputs(Recipe recipe) {
        return DispatchInputs.of(Build.accepted(Fixtures.ID, Fixtures.spec(recipe), null, Fixtures.T0));
    }
}
