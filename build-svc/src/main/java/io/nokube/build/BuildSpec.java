package io.nokube.build;

import java.util.List;
import java.util.Map;

/// What was asked for, with every default filled in; it never changes.
///
/// @param repositoryUrl `https://<host>/<owner>/<repo>`
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
        List<String> platforms) {
    public BuildSpec {
        buildArgs = Map.copyOf(buildArgs);
        platforms = List.copyOf(platforms);
    }
}
