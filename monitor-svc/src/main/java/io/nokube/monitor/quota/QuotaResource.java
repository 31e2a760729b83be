package io.nokube.monitor.quota;

import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.nokube.identity.Caller;
import io.nokube.identity.Role;
import io.nokube.monitor.cluster.ClusterReader;
import io.nokube.monitor.cluster.ClusterUnavailableException;
import io.nokube.monitor.cluster.Informers;
import io.nokube.monitor.observed.Tenant;
import io.nokube.paging.Page;
import io.nokube.web.CurrentCaller;
import io.nokube.web.QueryParameters;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Projects' quotas over HTTP.
@Path("/api/v1/quotas")
@RolesAllowed({Role.USER, Role.ADMIN})
@Blocking
@Tag(name = "Deployments")
public class QuotaResource {
    private final ClusterReader cluster;
    private final Informers informers;
    private final CurrentCaller caller;

    public QuotaResource(ClusterReader cluster, Informers informers, CurrentCaller caller) {
        this.cluster = cluster;
        this.informers = informers;
        this.caller = caller;
    }

    private record Owned(Tenant tenant, ResourceQuota quota) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listQuotas",
            summary = "See how much of their quotas your projects use",
            description = "One entry for each project that something was deployed of, those that are used most first,"
                    + " all on one page. An admin sees those of everybody.")
    @APIResponse(responseCode = "200", description = "The quotas")
    @APIResponse(responseCode = "503", description = "The cluster cannot be reached")
    public Page<QuotaView> list(@Context UriInfo uri) {
        QueryParameters.none(uri);
        if (!informers.isComplete()) {
            throw new ClusterUnavailableException(
                    "The Kubernetes API server has not answered yet", new IllegalStateException("No caches yet"));
        }
        Caller who = caller.get();
        List<QuotaView> quotas = cluster.quotas().stream()
                .map(quota -> new Owned(informers.tenant(quota.getMetadata().getNamespace()), quota))
                .filter(owned -> owned.tenant().owned()
                        && who.mayActFor(String.valueOf(owned.tenant().user())))
                .map(owned -> QuotaView.of(owned.tenant(), owned.quota()))
                .sorted(Comparator.comparingDouble(QuotaResource::highest)
                        .reversed()
                        .thenComparing(QuotaView::namespace))
                .toList();
        return new Page<>(quotas, null, quotas.size());
    }

    private static double highest(QuotaView quota) {
        return quota.resources().stream()
                .mapToDouble(use -> use.share().doubleValue())
                .max()
                .orElse(0);
    }
}
