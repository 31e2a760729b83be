package io.nokube.build.push;

import io.nokube.build.Build;
import io.nokube.build.log.LiveLogs;
import io.nokube.build.loop.Waiting;
import io.nokube.build.store.ReportedResults;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// For the job of a build's run, which proves by its OpenID Connect token that it is that. Users have no business here.
@Path("/api/v1/builds/{build_id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class PushResource {
    private final JobAccess access;
    private final LiveLogs logs;
    private final ReportedResults results;

    public PushResource(JobAccess access, LiveLogs logs, ReportedResults results) {
        this.access = access;
        this.logs = logs;
        this.results = results;
    }

    @POST
    @Path("log-chunks")
    @PermitAll
    @Blocking
    @Operation(
            operationId = "pushLogChunk",
            summary = "Push what a job prints",
            description =
                    "For the workflow: some of the output of a running build, shown to whoever follows it at once."
                            + " Chunks are numbered from 0 across the run; one that came before is acknowledged and ignored,"
                            + " one that comes too early waits for those before it. The bearer token is the job's own, signed"
                            + " by GitHub for the audience that NoKube is configured with.")
    @APIResponse(responseCode = "200", description = "Taken; says which chunk is expected next")
    @APIResponse(responseCode = "400", description = "Every wrong field, by name")
    @APIResponse(responseCode = "401", description = "No token, or none of a job of NoKube's workflow")
    @APIResponse(responseCode = "403", description = "A token of another run")
    @APIResponse(responseCode = "404", description = "There is no such build")
    @APIResponse(responseCode = "409", description = "The build is over")
    @APIResponse(responseCode = "503", description = "It cannot be told yet; Retry-After says when to try again")
    public LogChunkAnswer push(
            @PathParam("build_id") String id,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            LogChunkRequest chunk) {
        Build build = access.require(id, authorization);
        int next = Waiting.on(() -> logs.take(
                build,
                Objects.requireNonNull(chunk.sequence()),
                Objects.requireNonNull(chunk.step()),
                Objects.requireNonNull(chunk.text())));
        return new LogChunkAnswer(next);
    }

    @POST
    @Path("result")
    @PermitAll
    @Blocking
    @Operation(
            operationId = "reportBuildResult",
            summary = "Report what a job made",
            description =
                    "For the workflow: the digest of the image that was pushed, and the commit that was built. It"
                            + " counts more than what the log says, but does not end the build: the run's conclusion does. The"
                            + " first report of a build counts; the same one may come again. The bearer token is the job's own.")
    @APIResponse(responseCode = "204", description = "Noted")
    @APIResponse(responseCode = "400", description = "Every wrong field, by name")
    @APIResponse(responseCode = "401", description = "No token, or none of a job of NoKube's workflow")
    @APIResponse(responseCode = "403", description = "A token of another run")
    @APIResponse(responseCode = "404", description = "There is no such build")
    @APIResponse(responseCode = "409", description = "The build is over, or another result was reported before")
    @APIResponse(responseCode = "503", description = "It cannot be told yet; Retry-After says when to try again")
    public void result(
            @PathParam("build_id") String id,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            ResultRequest result) {
        Build build = access.require(id, authorization);
        boolean counts = Waiting.on(() -> results.report(build.id(), result.result()));
        if (!counts) {
            throw new ProblemException(ProblemType.CONFLICT, "Another result was reported for this build before.");
        }
    }
}
