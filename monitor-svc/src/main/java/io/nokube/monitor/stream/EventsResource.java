package io.nokube.monitor.stream;

import io.nokube.crd.NoKubeApp;
import io.nokube.identity.Caller;
import io.nokube.identity.Role;
import io.nokube.monitor.cluster.EventFeed;
import io.nokube.monitor.cluster.Feeds;
import io.nokube.monitor.deploy.AppStore;
import io.nokube.monitor.deploy.DeploymentView;
import io.nokube.web.CurrentCaller;
import io.nokube.web.EventStream;
import io.nokube.web.QueryParameters;
import io.nokube.web.StreamEvent;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/// The progress of a deployment as Server-Sent Events.
@Path("/api/v1/deployments/{id}/events")
@RolesAllowed(Role.USER)
@Blocking
@Tag(name = "Deployments")
public class EventsResource {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final AppStore apps;
    private final Feeds feeds;
    private final CurrentCaller caller;
    private final Clock clock;

    public EventsResource(AppStore apps, Feeds feeds, CurrentCaller caller, Clock clock) {
        this.apps = apps;
        this.feeds = feeds;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "followDeployment",
            summary = "Follow a deployment",
            description = "`status` events carry the whole deployment; `rollout` how many pods are there and ready;"
                    + " `pod` one pod; `kubernetes_event` an Event that Kubernetes recorded. The first ones say how"
                    + " things stand. A client that comes back with Last-Event-ID gets what has changed since. The"
                    + " stream ends by itself when the deployment runs, has failed, is stopped or gone, and nothing"
                    + " has changed for ten seconds.",
            extensions =
                    @Extension(
                            name = "x-events",
                            value = "{\"status\": {\"$ref\": \"#/components/schemas/Deployment\"},"
                                    + " \"rollout\": {\"$ref\": \"#/components/schemas/RolloutEvent\"},"
                                    + " \"pod\": {\"$ref\": \"#/components/schemas/PodEvent\"},"
                                    + " \"kubernetes_event\": {\"$ref\": \"#/components/schemas/KubernetesEvent\"}}",
                            parseValue = true))
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema =
                                    @Schema(
                                            anyOf = {
                                                DeploymentView.class,
                                                Progress.Rollout.class,
                                                Progress.PodState.class,
                                                Progress.KubernetesEvent.class
                                            })))
    @APIResponse(responseCode = "404", description = "It does not exist, or it is not yours")
    public Multi<OutboundSseEvent> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context UriInfo uri,
            @Context Sse sse) {
        QueryParameters.none(uri);
        Caller who = caller.get();
        NoKubeApp app = apps.find(who, id);
        EventFeed feed = feeds.events(app.getMetadata().getNamespace());
        Follower follower = new Follower(apps, feed, Seen.of(lastEventId));
        Multi<StreamEvent> events = Multi.createFrom()
                .ticks()
                .every(BETWEEN_LOOKS)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> follower.look(apps.present(who, id).orElse(null), clock.instant()))
                .select()
                .first(look -> !look.ends())
                .onItem()
                .transformToIterable(Follower.Look::events)
                .onTermination()
                .invoke(feed::close);
        return EventStream.of(sse, events);
    }
}
