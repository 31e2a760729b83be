package io.nokube.build.branch;

import io.nokube.build.config.GitHubAddress;
import io.nokube.identity.Role;
import io.nokube.names.RepositoryUrl;
import io.nokube.validation.Violations;
import io.nokube.web.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The branches of a repository over HTTP.
@Path("/api/v1/repositories/branches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.USER, Role.ADMIN})
@Tag(name = "Projects")
public class BranchesResource {
    private static final String URL = "repository_url";

    private final Branches branches;

    public BranchesResource(Branches branches) {
        this.branches = branches;
    }

    @GET
    @Blocking
    @Operation(
            operationId = "listBranches",
            summary = "See whether a repository is there, and its branches",
            description = "What GitHub shows everybody, as of a minute ago at most. Of private repositories nothing is"
                    + " told; they can be built all the same where NoKube's workflow may read them.")
    @Parameter(
            name = URL,
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = SchemaType.STRING),
            description = "https://<host>/<owner>/<repo> on the configured GitHub")
    @APIResponse(
            responseCode = "200",
            description = "What GitHub shows of it",
            content = @Content(schema = @Schema(implementation = BranchesView.class)))
    @APIResponse(responseCode = "400", description = "It is not such an address")
    public BranchesView list(@Context UriInfo uri) {
        Violations violations = new Violations();
        String given = QueryParameters.of(uri, violations, URL).text(URL);
        violations.required(URL, given);
        RepositoryUrl url =
                violations.parse(URL, given, text -> RepositoryUrl.parse(text, GitHubAddress.configuredHost()));
        violations.throwIfAny();
        return branches.of(Objects.requireNonNull(url));
    }
}
