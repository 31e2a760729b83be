package io.nokube.build.api;

import io.nokube.build.BuildStatus;
import io.nokube.build.store.BuildFilter;
import io.nokube.identity.Caller;
import io.nokube.names.ServiceName;
import io.nokube.paging.PageRequest;
import io.nokube.validation.Violations;
import io.nokube.web.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/// What a list of builds is asked for by: the query parameters, every wrong one named.
record BuildQuery(BuildFilter filter, PageRequest page) {
    static BuildQuery parse(Caller caller, UriInfo uri) {
        Violations violations = new Violations();
        QueryParameters parameters =
                QueryParameters.of(uri, violations, "limit", "cursor", "project_id", "service_name", "status");
        Integer project = project(parameters.text("project_id"), violations);
        String service = parameters.text("service_name");
        violations.check("service_name", service, ServiceName::isValid, ServiceName.RULE);
        BuildStatus status = status(parameters.text("status"), violations);
        PageRequest page = parameters.page(violations);
        violations.throwIfAny();
        return new BuildQuery(
                new BuildFilter(caller.isAdmin() ? null : caller.username(), project, service, status), page);
    }

    private static @Nullable Integer project(@Nullable String text, Violations violations) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            violations.add("project_id", "must be a whole number");
            return null;
        }
    }

    private static @Nullable BuildStatus status(@Nullable String word, Violations violations) {
        if (word == null) {
            return null;
        }
        BuildStatus status = BuildStatus.parse(word).orElse(null);
        if (status == null) {
            violations.add("status", "must be pending, building, cancelling, success, failed or cancelled");
        }
        return status;
    }
}
