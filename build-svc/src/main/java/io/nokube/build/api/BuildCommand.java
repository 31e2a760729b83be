package io.nokube.build.api;

import io.nokube.build.Recipe;
import io.nokube.names.ServiceName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A build that is asked for, valid and with its defaults.
///
/// @param repositoryUrl null for the project's own
record BuildCommand(
        int projectId,
        ServiceName serviceName,
        @Nullable String repositoryUrl,
        String branch,
        Recipe recipe,
        String contextPath,
        String imageTag,
        Map<String, String> buildArgs,
        List<String> platforms) {}
