package io.nokube.monitor.deploy;

import io.nokube.crd.NoKubeApp;
import io.nokube.identity.Role;
import io.nokube.monitor.app.AppModel;
import io.nokube.monitor.app.PlatformPolicy;
import io.nokube.monitor.desired.DesiredResources;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What a deployment owns, as Kubernetes manifests.
@Path("/api/v1/deployments/{id}/manifests")
@RolesAllowed(Role.USER)
@Blocking
@Tag(name = "Deployments")
@APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
public class ManifestsResource {
    static final String YAML = "application/yaml";

    private final AppStore apps;
    private final PlatformPolicy policy;
    private final CurrentCaller caller;

    public ManifestsResource(AppStore apps, PlatformPolicy policy, CurrentCaller caller) {
        this.apps = apps;
        this.policy = policy;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getManifests",
            summary = "See what a deployment owns",
            description = "As JSON a map by kind; with Accept: application/yaml one file of several documents, as"
                    + " kubectl apply takes it. Secrets are left out.")
    @APIResponse(
            responseCode = "200",
            description = "The manifests",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT, additionalProperties = Schema.True.class)),
                @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING))
            })
    public Map<String, Object> json(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        return Manifests.asMap(DesiredResources.of(model(apps.find(caller.get(), id))));
    }

    @GET
    @Produces({YAML, "application/x-yaml", "text/yaml"})
    @Operation(hidden = true)
    public String yaml(@PathParam("id") String id, @Context UriInfo uri) {
        QueryParameters.none(uri);
        AppModel model = model(apps.find(caller.get(), id));
        return Manifests.asYaml(DesiredResources.of(model), model.secretRefs());
    }

    private AppModel model(NoKubeApp app) {
        return DeploymentView.model(app, apps.snapshot(app), policy);
    }
}
