package io.nokube.build.project;

import io.nokube.build.config.GitHubAddress;
import io.nokube.names.ProjectName;
import io.nokube.names.RepositoryUrl;
import io.nokube.validation.RequestBody;
import io.nokube.validation.Violations;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// `POST /projects`.
@Schema(name = "NewProject")
@RegisterForReflection
public record ProjectRequest(
        @Schema(
                required = true,
                description = "Lower-case letters, digits and hyphens; unique among your projects",
                minLength = ProjectName.MIN_LENGTH,
                maxLength = ProjectName.MAX_LENGTH,
                examples = "myapp")
        @Nullable
        String name,

        @Schema(maxLength = MAX_DESCRIPTION) @Nullable String description,

        @Schema(
                required = true,
                description = "https://<host>/<owner>/<repo> on the configured GitHub",
                examples = "https://github.com/amzhm/shop")
        @Nullable
        String repositoryUrl,

        @Schema(description = "What it is written with, for your information", maxLength = MAX_FRAMEWORK) @Nullable
        String framework,

        @Schema(description = AUTO_BUILD, defaultValue = "false") @Nullable
        Boolean autoBuild)
        implements RequestBody {
    static final int MAX_DESCRIPTION = 500;
    static final int MAX_FRAMEWORK = 40;
    static final String AUTO_BUILD =
            "Whether a push to the repository's default branch starts builds: each service once"
                    + " more, as it was built last. Needs a webhook of the repository.";

    @Override
    public void check(Violations violations) {
        check(violations, GitHubAddress.configuredHost());
    }

    /// The repository as it is kept: without what may be left out.
    String repository() {
        return RepositoryUrl.parse(Objects.requireNonNull(repositoryUrl), GitHubAddress.configuredHost())
                .toString();
    }

    void check(Violations violations, String host) {
        violations.required("name", name);
        violations.required("repository_url", repositoryUrl);
        violations.check("name", name, ProjectName::isValid, ProjectName.RULE);
        violations.text("description", description, MAX_DESCRIPTION);
        violations.parse("repository_url", repositoryUrl, url -> RepositoryUrl.parse(url, host));
        violations.text("framework", framework, MAX_FRAMEWORK);
    }
}
