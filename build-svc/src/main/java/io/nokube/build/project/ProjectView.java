package io.nokube.build.project;

import io.nokube.build.view.BuildView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A project as the API answers it.
@Schema(name = "Project")
@RegisterForReflection
public record ProjectView(
        @Schema(examples = "1") int id,
        @Schema(examples = "myapp") String name,
        @Schema(nullable = true) @Nullable String description,
        @Schema(examples = "https://github.com/amzhm/shop") String repositoryUrl,

        @Schema(nullable = true, examples = "nextjs") @Nullable
        String framework,

        @Schema(description = ProjectRequest.AUTO_BUILD) boolean autoBuild,
        @Schema(examples = "testuser") String owner,
        Instant createdAt,
        Instant updatedAt,

        @Schema(description = "Its newest build", nullable = true) @Nullable
        BuildView lastBuild) {
    static ProjectView of(Project project, @Nullable BuildView lastBuild) {
        return new ProjectView(
                project.id(),
                project.name(),
                project.description(),
                project.repositoryUrl(),
                project.framework(),
                project.autoBuild(),
                project.owner(),
                project.createdAt(),
                project.updatedAt(),
                lastBuild);
    }
}
