package io.nokube.build.branch;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What GitHub shows of a repository.
@RegisterForReflection
@Schema(name = "RepositoryBranches")
public record BranchesView(
        @Schema(required = true, description = "As NoKube keeps it")
        String repositoryUrl,

        @Schema(
                required = true,
                enumeration = {FOUND, NOT_PUBLIC, UNKNOWN},
                description = "`found`; `not_public` where GitHub shows nobody such a repository: it does not exist, or"
                        + " it is private and may be built all the same; `unknown` where GitHub was not asked or did"
                        + " not answer")
        String status,

        @Schema(nullable = true, description = "null unless it was found") @Nullable
        String defaultBranch,

        @Schema(required = true, description = "The default branch first, at most a hundred; none unless it was found")
        List<String> branches,

        @Schema(required = true, description = "Whether these are all")
        boolean complete) {
    static final String FOUND = "found";
    static final String NOT_PUBLIC = "not_public";
    static final String UNKNOWN = "unknown";
}
