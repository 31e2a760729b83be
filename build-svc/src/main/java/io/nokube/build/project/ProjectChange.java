package io.nokube.build.project;

import io.nokube.build.config.GitHubAddress;
import io.nokube.names.RepositoryUrl;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `PATCH /projects/{id}`: what is left out, or null, stays as it is; an empty text clears what may be empty.
@Schema(name = "ProjectChange")
@RegisterForReflection
public record ProjectChange(
        @Schema(description = "Cannot be changed: it is part of the names of images and of the namespace") @Nullable
        String name,

        @Schema(description = "An empty text clears it", maxLength = ProjectRequest.MAX_DESCRIPTION) @Nullable
        String description,

        @Schema(description = "What the next builds are made of", examples = "https://github.com/amzhm/shop") @Nullable
        String repositoryUrl,

        @Schema(description = "An empty text clears it", maxLength = ProjectRequest.MAX_FRAMEWORK) @Nullable
        String framework,

        @Schema(description = ProjectRequest.AUTO_BUILD) @Nullable
        Boolean autoBuild)
        implements RequestBody {
    @Override
    public void check(Violations violations) {
        check(violations, GitHubAddress.configuredHost());
    }

    void check(Violations violations, String host) {
        if (name != null) {
            violations.add(
                    "name", "cannot be changed: it is part of the names of images and of the namespace; leave it out");
        }
        violations.text("description", description, ProjectRequest.MAX_DESCRIPTION);
        violations.parse("repository_url", repositoryUrl, url -> RepositoryUrl.parse(url, host));
        violations.text("framework", framework, ProjectRequest.MAX_FRAMEWORK);
    }

    Project of(Project before, Instant now) {
        return new Project(
                before.id(),
                before.name(),
                changed(before.description(), description),
                repositoryUrl == null
                        ? before.repositoryUrl()
                        : RepositoryUrl.parse(repositoryUrl, GitHubAddress.configuredHost())
                                .toString(),
                changed(before.framework(), framework),
                autoBuild == null ? before.autoBuild() : autoBuild,
                before.owner(),
                before.createdAt(),
                now);
    }

    private static @Nullable String changed(@Nullable String before, @Nullable String wanted) {
        if (wanted == null) {
            return before;
        }
        return wanted.isEmpty() ? null : wanted;
    }
}
