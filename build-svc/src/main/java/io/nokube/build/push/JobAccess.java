package io.nokube.build.push;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.BuildPolicy;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.github.Answer;
import io.nokube.build.github.GitHub;
import io.nokube.build.loop.Waiting;
import io.nokube.build.store.BuildRepository;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets the job of a build's own run in, and nobody else.
@ApplicationScoped
public class JobAccess {
    private static final String BEARER = "bearer ";

    private final JobTokens tokens;
    private final BuildRepository builds;
    private final GitHub gitHub;

    public JobAccess(JobTokens tokens, BuildRepository builds, GitHub gitHub) {
        this.tokens = tokens;
        this.builds = builds;
        this.gitHub = gitHub;
    }

    /// The build `id`, where `authorization` is that of a job of its run.
    ///
    /// @throws ProblemException 401 without such a token, 404 where there is no such build, 403 for another run's,
    ///     409 where the build is over, 503 where it cannot be told yet which run the build became
    Build require(String id, @Nullable String authorization) {
        JobIdentity job = identity(authorization);
        BuildId buildId = BuildId.parse(id);
        Build build =
                buildId == null ? null : Waiting.on(() -> builds.find(buildId)).orElse(null);
        if (build == null) {
            throw ProblemException.notFound();
        }
        if (!isOf(build, job)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This token is not one of this build's run.");
        }
        if (build.state().status().isFinal()) {
            throw new ProblemException(ProblemType.CONFLICT, "This build is over.");
        }
        return build;
    }

    private JobIdentity identity(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw unauthenticated();
        }
        return tokens.read(authorization.substring(BEARER.length()).strip()).orElseThrow(JobAccess::unauthenticated);
    }

    private boolean isOf(Build build, JobIdentity job) {
        RunLink run = build.state().run();
        if (run != null) {
            return run.id() == job.runId();
        }
        // A build that is over, or was never sent, became no run.
        boolean mayHaveOne = !build.state().status().isFinal();
        return mayHaveOne && becameRun(build, job);
    }

    /// A job can be quicker than the answer to the dispatch: then GitHub says which run has the build's name.
    private boolean becameRun(Build build, JobIdentity job) {
        return switch (gitHub.findRun(build.id(), build.createdAt().minus(BuildPolicy.CLOCK_SKEW))) {
            case Answer.Found<Run>(Run run) -> {
                if (run.id() == job.runId()) {
                    Waiting.on(() -> builds.apply(build.id(), new BuildEvent.RunSeen(run)));
                    yield true;
                }
                yield false;
            }
            case Answer.Missing<Run> _, Answer.Denied<Run> _, Answer.Unavailable<Run> _ ->
                throw new ProblemException(
                        Problem.of(ProblemType.UNAVAILABLE, "It is not known yet which run this build became."),
                        Map.of("Retry-After", "2"));
        };
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(
                Problem.of(ProblemType.UNAUTHENTICATED, "This needs the OpenID Connect token of the build's job."),
                Map.of("WWW-Authenticate", "Bearer"));
    }
}
