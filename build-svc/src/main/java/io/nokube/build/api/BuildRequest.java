package io.nokube.build.api;

import io.nokube.build.Recipe;
import io.nokube.build.config.GitHubAddress;
import io.nokube.build.source.GitRefName;
import io.nokube.build.source.Platform;
import io.nokube.build.source.RepositoryPath;
import io.nokube.names.ImageReference;
import io.nokube.names.RepositoryUrl;
import io.nokube.names.ServiceName;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `POST /builds`.
///
/// The sizes keep all that is sent to GitHub, with a Dockerfile in base64, inside its 65,535 characters for a
/// workflow's inputs.
@Schema(name = "NewBuild")
@RegisterForReflection
public record BuildRequest(
        @Schema(required = true, examples = "1") @Nullable Integer projectId,

        @Schema(required = true, maxLength = ServiceName.MAX_LENGTH, examples = "frontend") @Nullable
        String serviceName,

        @Schema(description = "Default: the project's", examples = "https://github.com/amzhm/shop") @Nullable
        String repositoryUrl,

        @Schema(description = "A git branch or tag", defaultValue = DEFAULT_BRANCH, maxLength = GitRefName.MAX_LENGTH)
        @Nullable
        String branch,

        @Schema(
                description = "Whether the repository has a Dockerfile. Without one, and without dockerfile_content,"
                        + " the image is built with Cloud Native Buildpacks.",
                defaultValue = "true")
        @Nullable
        Boolean hasDockerfile,

        @Schema(description = "From the repository's root", defaultValue = DEFAULT_DOCKERFILE) @Nullable
        String dockerfilePath,

        @Schema(description = "A Dockerfile to build with; only with has_dockerfile false. At most 32 KiB.") @Nullable
        String dockerfileContent,

        @Schema(description = "Build context, from the repository's root", defaultValue = DEFAULT_CONTEXT) @Nullable
        String contextPath,

        @Schema(defaultValue = DEFAULT_TAG) @Nullable String imageTag,

        @Schema(
                description = "At most 50, 8 KiB together. They are readable in the image: never put secrets here.",
                examples = "{\"NODE_ENV\": \"production\"}")
        @Nullable
        Map<String, @Nullable String> buildArgs,

        @Schema(description = "Default: linux/amd64. Buildpacks build for one.", examples = "[\"linux/amd64\"]")
        @Nullable
        List<@Nullable String> platforms)
        implements RequestBody {
    static final String DEFAULT_BRANCH = "main";
    static final String DEFAULT_DOCKERFILE = "Dockerfile";
    static final String DEFAULT_CONTEXT = ".";
    static final String DEFAULT_TAG = "latest";
    /// Where the workflow keeps what the next build of the same image can use.
    static final String CACHE_TAG = "buildcache";
    static final int MAX_CONTENT_BYTES = 32 * 1024;
    static final int MAX_ARGS = 50;
    static final int MAX_ARGS_CHARACTERS = 8 * 1024;
    private static final Pattern ARG_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public void check(Violations violations) {
        check(violations, GitHubAddress.configuredHost());
    }

    void check(Violations violations, String host) {
        violations.required("project_id", projectId);
        violations.required("service_name", serviceName);
        violations.check("service_name", serviceName, ServiceName::isValid, ServiceName.RULE);
        violations.parse("repository_url", repositoryUrl, url -> RepositoryUrl.parse(url, host));
        violations.check("branch", branch, GitRefName::isValid, GitRefName.RULE);
        violations.check("dockerfile_path", dockerfilePath, RepositoryPath::isValid, RepositoryPath.RULE);
        violations.check("context_path", contextPath, RepositoryPath::isValid, RepositoryPath.RULE);
        violations.check(
                "image_tag",
                imageTag,
                ImageReference::isTag,
                "must be at most 128 letters, digits and . _ -, not starting with . or -");
        violations.check(
                "image_tag", imageTag, tag -> !CACHE_TAG.equals(tag), "must not be buildcache: the cache has it");
        checkContent(violations);
        checkArgs(violations);
        checkPlatforms(violations);
    }

    private void checkContent(Violations violations) {
        if (dockerfileContent == null) {
            return;
        }
        if (isDockerfileInRepository()) {
            violations.add("dockerfile_content", "is used only where has_dockerfile is false");
        }
        violations.check("dockerfile_content", dockerfileContent, text -> !text.isBlank(), "must not be empty");
        violations.check(
                "dockerfile_content",
                dockerfileContent,
                text -> text.indexOf('\0') < 0,
                "must be text, without NUL characters");
        violations.check(
                "dockerfile_content",
                dockerfileContent,
                text -> text.getBytes(StandardCharsets.UTF_8).length <= MAX_CONTENT_BYTES,
                "must have at most 32 KiB; put a larger one into the repository");
    }

    private void checkArgs(Violations violations) {
        if (buildArgs == null) {
            return;
        }
        violations.check("build_args", buildArgs, args -> args.size() <= MAX_ARGS, "must be at most 50");
        buildArgs.forEach((name, value) -> {
            String field = "build_args." + name;
            violations.check(
                    field,
                    name,
                    n -> ARG_NAME.matcher(n).matches(),
                    "must have a name of letters, digits and _, not starting with a digit");
            violations.required(field, value);
            violations.check(field, value, text -> text.indexOf('\0') < 0, "must not contain a NUL character");
        });
        violations.check(
                "build_args",
                buildArgs,
                args -> length(args) <= MAX_ARGS_CHARACTERS,
                "must have at most 8 KiB together; write larger values into the repository");
    }

    /// As JSON writes them: six characters for what it has to escape.
    private static int length(Map<String, @Nullable String> args) {
        return args.entrySet().stream()
                .mapToInt(arg -> 6 + length(arg.getKey()) + length(arg.getValue()))
                .sum();
    }

    private static int length(@Nullable String text) {
        return text == null
                ? 0
                : text.chars()
                        .map(c -> c < ' ' || c == '"' || c == '\\' ? 6 : 1)
                        .sum();
    }

    private void checkPlatforms(Violations violations) {
        if (platforms == null) {
            return;
        }
        violations.check("platforms", platforms, list -> !list.isEmpty(), "must name at least one");
        violations.check("platforms", platforms, list -> list.size() <= Platform.MAX_COUNT, "must be at most 8");
        violations.check(
                "platforms", platforms, list -> new HashSet<>(list).size() == list.size(), "must not repeat one");
        for (int i = 0; i < platforms.size(); i++) {
            violations.required("platforms[" + i + "]", platforms.get(i));
            violations.parse("platforms[" + i + "]", platforms.get(i), Platform::new);
        }
        if (!isDockerfileInRepository() && dockerfileContent == null && platforms.size() > 1) {
            violations.add("platforms", "must be one where the image is built with buildpacks");
        }
    }

    boolean isDockerfileInRepository() {
        return hasDockerfile == null || hasDockerfile;
    }

    /// The build that is asked for, once nothing is wrong with the request.
    BuildCommand toCommand() {
        return new BuildCommand(
                Objects.requireNonNull(projectId),
                new ServiceName(Objects.requireNonNull(serviceName)),
                repositoryUrl == null
                        ? null
                        : RepositoryUrl.parse(repositoryUrl, GitHubAddress.configuredHost())
                                .toString(),
                branch == null ? DEFAULT_BRANCH : branch,
                recipe(),
                contextPath == null ? DEFAULT_CONTEXT : contextPath,
                imageTag == null ? DEFAULT_TAG : imageTag,
                args(),
                platforms == null
                        ? List.of(Platform.DEFAULT)
                        : platforms.stream().map(Objects::requireNonNull).toList());
    }

    private Map<String, String> args() {
        Map<String, String> args = new LinkedHashMap<>();
        if (buildArgs != null) {
            buildArgs.forEach((name, value) -> args.put(name, Objects.requireNonNull(value)));
        }
        return args;
    }

    private Recipe recipe() {
        if (isDockerfileInRepository()) {
            return new Recipe.RepositoryDockerfile(dockerfilePath == null ? DEFAULT_DOCKERFILE : dockerfilePath);
        }
        return dockerfileContent == null ? new Recipe.Buildpacks() : new Recipe.InlineDockerfile(dockerfileContent);
    }
}
