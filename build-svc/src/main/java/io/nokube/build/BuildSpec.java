package io.nokube.build;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was asked for, with every default filled in; it never changes.
///
/// @param repositoryUrl `https://<host>/<owner>/<repo>`
/// @param retryOf the build that this one repeats
/// @param image the full name that will be pushed, with its tag
public record BuildSpec(
        int projectId,
        String owner,
        String requestedBy,
        String serviceName,
        String repositoryUrl,
        String branch,
        Recipe recipe,
        String contextPath,
        String image,
        Map<String, String> buildArgs,
        List<String> platforms,
        @Nullable BuildId retryOf) {
    public BuildSpec {
        buildArgs = Map.copyOf(buildArgs);
        platforms = List.copyOf(platforms);
    }

    /// The same once more, for whoever asks now.
    public BuildSpec again(BuildId before, String caller) {
        return new BuildSpec(
                projectId,
                owner,
                caller,
                serviceName,
                repositoryUrl,
                branch,
                recipe,
                contextPath,
                image,
                buildArgs,
                platforms,
                before);
    }
}
