package io.nokube.monitor.deploy;

import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import org.jspecify.annotations.Nullable;

/// Which deployments a list shows; what is null does not matter.
record DeploymentFilter(
        @Nullable Long projectId,
        @Nullable String projectName,
        @Nullable String status) {
    /// @throws ProblemException 400 naming every parameter that is wrong
    static DeploymentFilter parse(@Nullable String projectId, @Nullable String projectName, @Nullable String status) {
        Violations violations = new Violations();
        violations.check("project_id", projectId, text -> text.matches("[0-9]{1,18}"), "must be the id of a project");
        violations.check(
                "status",
                status,
                DeploymentView.STATUSES::contains,
                "must be one of " + String.join(", ", DeploymentView.STATUSES));
        violations.throwIfAny();
        return new DeploymentFilter(projectId == null ? null : Long.valueOf(projectId), projectName, status);
    }

    /// Whether an app of this project may be shown, as far as the project tells.
    ///
    /// @param project its id; null where it is not known
    /// @param name its name
    boolean accepts(@Nullable Long project, String name) {
        return (projectId == null || projectId.equals(project)) && (projectName == null || projectName.equals(name));
    }
}
