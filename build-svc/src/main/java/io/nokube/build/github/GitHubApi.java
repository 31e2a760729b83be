package io.nokube.build.github;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// GitHub's REST API, as far as NoKube uses it. Bodies are texts: what comes back need not be what was promised.
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
interface GitHubApi {
    String AUTHORIZATION = "Authorization";
    String VERSION = "X-GitHub-Api-Version";
    String ACCEPT = "Accept";
    String AGENT = "User-Agent";
    String IF_NONE_MATCH = "If-None-Match";

    @POST
    @Path("/repos/{owner}/{repo}/actions/workflows/{workflow}/dispatches")
    Uni<Response> dispatch(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(VERSION) @Nullable String version,
            @HeaderParam(ACCEPT) String accept,
            @HeaderParam(AGENT) String agent,
            @PathParam("owner") String owner,
            @PathParam("repo") String repo,
            @PathParam("workflow") String workflow,
            String body);

    @GET
    @Path("/repos/{owner}/{repo}/actions/workflows/{workflow}/runs")
    Uni<Response> runs(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(VERSION) @Nullable String version,
            @HeaderParam(ACCEPT) String accept,
            @HeaderParam(AGENT) String agent,
            @PathParam("owner") String owner,
            @PathParam("repo") String repo,
            @PathParam("workflow") String workflow,
            @QueryParam("event") String event,
            @QueryParam("created") String created,
            @QueryParam("per_page") int perPage,
            @QueryParam("page") int page);

    /// Something to be done with a resource of the builds repository, by its path there.
    @POST
    Uni<Response> post(
            @Url String url,
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(VERSION) @Nullable String version,
            @HeaderParam(ACCEPT) String accept,
            @HeaderParam(AGENT) String agent);

    /// Any resource of the builds repository, by its path there; [#IF_NONE_MATCH] makes the answer free where nothing
    /// changed.
    @GET
    Uni<Response> get(
            @Url String url,
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(VERSION) @Nullable String version,
            @HeaderParam(ACCEPT) String accept,
            @HeaderParam(AGENT) String agent,
            @HeaderParam(IF_NONE_MATCH) @Nullable String etag);

    /// A file that a redirect of GitHub's led to: another host, which is not told the token.
    @GET
    Uni<Response> download(@Url String url, @HeaderParam(AGENT) String agent);
}
