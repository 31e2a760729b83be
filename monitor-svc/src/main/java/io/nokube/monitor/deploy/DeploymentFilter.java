package io.nokube.monitor.deploy;

import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which deployments a list shows; what is null does not matter.
record DeploymentFilter(
        @Nullable Long projectId,
        @Nullable String projectName,
        @Nullable String status) {
    /// @throws ProblemException 400, where a parameter cannot be one
    static DeploymentFilter parse(@Nullable String projectId, @Nullable String projectName, @Nullable String status) {
        if (projectId != null && !projectId.matches("[0-9]{1,18}")) {
            throw new ProblemException(List.of(new FieldError("project_id", "must be the id of a project")));
        }
        if (status != null && !DeploymentView.STATUSES.contains(status)) {
            String allowed = String.join(", ", DeploymentView.STATUSES);
            throw new ProblemException(List.of(new FieldError("status", "must be one of " + allowed)));
        }
        return new DeploymentFilter(projectId == null ? null : Long.valueOf(projectId), projectName, status);
    }

    boolean accepts(DeploymentView view) {
        return (projectId == null || projectId.equals(view.projectId()))
                && (projectName == null || projectName.equals(view.projectName()))
                && (status == null || status.equals(view.status()));
    }
}
