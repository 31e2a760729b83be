package io.nokube.monitor.deploy;

import io.nokube.validation.Violations;
import io.nokube.web.QueryParameters;
import org.jspecify.annotations.Nullable;

/// Which deployments a list shows; what is null does not matter.
record DeploymentFilter(
        @Nullable Long projectId,
        @Nullable String projectName,
        @Nullable String status) {
    /// To be used only where there were no violations.
    static DeploymentFilter parse(QueryParameters query, Violations violations) {
        String projectId = query.text("project_id");
        String status = query.text("status");
        boolean isId = projectId != null && projectId.matches("[0-9]{1,18}");
        violations.check("project_id", projectId, text -> isId, "must be the id of a project");
        violations.check(
                "status",
                status,
                DeploymentView.STATUSES::contains,
                "must be one of " + String.join(", ", DeploymentView.STATUSES));
        return new DeploymentFilter(isId ? Long.valueOf(projectId) : null, query.text("project_name"), status);
    }

    /// Whether an app of this project may be shown, as far as the project tells.
    ///
    /// @param project its id; null where it is not known
    /// @param name its name
    boolean accepts(@Nullable Long project, String name) {
        return (projectId == null || projectId.equals(project)) && (projectName == null || projectName.equals(name));
    }
}
