package io.nokube.build.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Build;
import io.nokube.build.BuildSpec;
import io.nokube.build.Fixtures;
import io.nokube.build.Recipe;
import io.nokube.build.dispatch.DispatchInputs;
import io.nokube.problem.FieldError;
import io.nokube.validation.Violations;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildRequestTest {
    @Test
    void theLeastThatMustBeSaidIsEnough() {
        assertThat(violations(request -> {})).isEmpty();
    }

    @Test
    void everyViolatedFieldIsNamed() {
        assertThat(violations(request -> {
                    request.project = null;
                    request.service = "Front_End";
                    request.repository = "https://evil.example/a/b";
                    request.branch = "-x";
                    request.path = "../Dockerfile";
                    request.content = "FROM scratch";
                    request.context = "/";
                    request.tag = "a b";
                    request.args = Map.of("1A", "x");
                    request.platforms = List.of("linux/amd64", "amiga");
                }))
                .containsExactlyInAnyOrder(
                        "project_id",
                        "service_name",
                        "repository_url",
                        "branch",
                        "dockerfile_path",
                        "dockerfile_content",
                        "context_path",
                        "image_tag",
                        "build_args.1A",
                        "platforms[1]");
    }

    @Test
    void noImageTakesThePlaceOfItsCache() {
        assertThat(violations(request -> request.tag = "buildcache")).containsExactly("image_tag");
        assertThat(violations(request -> request.tag = "buildcache-1")).isEmpty();
    }

    @Test
    void repositoriesAreOnTheConfiguredHost() {
        for (String url : List.of(
                "http://github.com/a/b",
                "https://github.com/a",
                "https://github.com/a/b/c",
                "https://github.com@evil.example/a/b",
                "https://user@github.com/a/b",
                "https://github.com:8443/a/b",
                "https://github.com/a/b?x",
                "git@github.com:a/b.git",
                "https://github.com/a/..",
                "file:///etc/passwd")) {
            assertThat(violations(request -> request.repository = url))
                    .describedAs(url)
                    .contains("repository_url");
        }
        assertThat(violations(request -> request.repository = "https://github.com/amzhm/shop.git"))
                .isEmpty();
    }

    @Test
    void missingValuesInListsAndMapsAreNamed() {
        Map<String, @Nullable String> args = new HashMap<>();
        args.put("A", null);

        assertThat(violations(request -> request.args = args)).containsExactly("build_args.A");
        assertThat(violations(request -> request.platforms = Arrays.asList((String) null)))
                .containsExactly("platforms[0]");
        assertThat(violations(request -> request.platforms = List.of())).containsExactly("platforms");
        assertThat(violations(request -> request.platforms = List.of("linux/arm64", "linux/arm64")))
                .containsExactly("platforms");
    }

    @Test
    void buildpacksBuildForOnePlatform() {
        assertThat(violations(request -> {
                    request.dockerfile = false;
                    request.platforms = List.of("linux/amd64", "linux/arm64");
                }))
                .containsExactly("platforms");
    }

    @Test
    void argumentsHaveALimit() {
        Map<String, @Nullable String> many = new HashMap<>();
        for (int i = 0; i <= BuildRequest.MAX_ARGS; i++) {
            many.put("A" + i, "");
        }
        assertThat(violations(request -> request.args = many)).containsExactly("build_args");
        assertThat(violations(request -> request.args = Map.of("A", "x".repeat(BuildRequest.MAX_ARGS_CHARACTERS))))
                .containsExactly("build_args");
    }

    @Test
    void theLargestThatIsAcceptedFitsWhatGitHubTakes() {
        Draft draft = new Draft();
        draft.dockerfile = false;
        draft.content = "é".repeat(BuildRequest.MAX_CONTENT_BYTES / 2);
        draft.args = Map.of("A", "\u0001".repeat((BuildRequest.MAX_ARGS_CHARACTERS - 7) / 6));
        draft.branch = "b".repeat(244);
        draft.context = "c".repeat(255);
        Violations violations = new Violations();
        draft.request().check(violations, "github.com");
        assertThat(violations.errors()).isEmpty();

        BuildCommand command = draft.request().toCommand();
        BuildSpec spec = new BuildSpec(
                1,
                "a".repeat(20),
                "a".repeat(20),
                "s".repeat(40),
                "https://github.com/" + "o".repeat(39) + "/" + "r".repeat(100),
                command.branch(),
                command.recipe(),
                command.contextPath(),
                "i".repeat(512),
                command.buildArgs(),
                List.of("linux/amd64", "linux/arm64", "linux/riscv64", "linux/ppc64le"),
                null);
        int characters = DispatchInputs.of(Build.accepted(Fixtures.ID, spec, null, Fixtures.T0)).entrySet().stream()
                .mapToInt(input -> input.getKey().length() + input.getValue().length())
                .sum();

        assertThat(characters).isLessThan(DispatchInputs.MAX_LENGTH);
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        BuildCommand command = new Draft().request().toCommand();

        assertThat(command.branch()).isEqualTo("main");
        assertThat(command.recipe()).isEqualTo(new Recipe.RepositoryDockerfile("Dockerfile"));
        assertThat(command.contextPath()).isEqualTo(".");
        assertThat(command.imageTag()).isEqualTo("latest");
        assertThat(command.platforms()).containsExactly("linux/amd64");
        assertThat(command.repositoryUrl()).isNull();
    }

    @Test
    void recipeFollowsFromWhatWasGiven() {
        Draft draft = new Draft();
        draft.dockerfile = false;
        assertThat(draft.request().toCommand().recipe()).isEqualTo(new Recipe.Buildpacks());
        draft.content = "FROM scratch";
        assertThat(draft.request().toCommand().recipe()).isEqualTo(new Recipe.InlineDockerfile("FROM scratch"));
    }

    private static List<String> violations(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        Violations violations = new Violations();
        draft.request().check(violations, "github.com");
        return violations.errors().stream().map(FieldError::field).toList();
    }

    private static final class Draft {
        @Nullable
        Integer project = 1;

        @Nullable
        String service = "frontend";

        @Nullable
        String repository;

        @Nullable
        String branch;

        @Nullable
        Boolean dockerfile;

        @Nullable
        String path;

        @Nullable
        String content;

        @Nullable
        String context;

        @Nullable
        String tag;

        @Nullable
        Map<String, @Nullable String> args;

        @Nullable
        List<@Nullable String> platforms;

        BuildRequest request() {
            return new BuildRequest(
                    project, service, repository, branch, dockerfile, path, content, context, tag, args, platforms);
        }
    }
}
