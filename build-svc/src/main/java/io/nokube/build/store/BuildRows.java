package io.nokube.build.store;

import io.nokube.build.Build;
import io.nokube.build.BuildId;
import io.nokube.build.BuildSpec;
import io.nokube.build.BuildState;
import io.nokube.build.BuildState.Building;
import io.nokube.build.BuildState.Cancelled;
import io.nokube.build.BuildState.Cancelling;
import io.nokube.build.BuildState.Dispatching;
import io.nokube.build.BuildState.Failed;
import io.nokube.build.BuildState.Finishing;
import io.nokube.build.BuildState.Pending;
import io.nokube.build.BuildState.Queued;
import io.nokube.build.BuildState.Success;
import io.nokube.build.Conclusion;
import io.nokube.build.Recipe;
import io.nokube.build.RunLink;
import io.nokube.build.RunResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Between a [Build] and its row.
@Singleton
class BuildRows {
    private final RowJson json;

    BuildRows(RowJson json) {
        this.json = json;
    }

    BuildRow newRow(Build build) {
        BuildRow row = new BuildRow();
        BuildSpec spec = build.spec();
        row.id = build.id().value();
        row.projectId = spec.projectId();
        row.owner = spec.owner();
        row.requestedBy = spec.requestedBy();
        row.serviceName = spec.serviceName();
        row.repositoryUrl = spec.repositoryUrl();
        row.branch = spec.branch();
        row.dockerfilePath = spec.recipe() instanceof Recipe.RepositoryDockerfile file ? file.path() : null;
        row.dockerfileContent = spec.recipe() instanceof Recipe.InlineDockerfile inline ? inline.content() : null;
        row.contextPath = spec.contextPath();
        row.image = spec.image();
        row.buildArgs = json.write(spec.buildArgs());
        row.platforms = json.write(spec.platforms());
        row.retryOf = spec.retryOf() == null ? null : spec.retryOf().value();
        row.estimatedDuration = build.estimatedDuration();
        row.createdAt = build.createdAt();
        write(build, row);
        return row;
    }

    /// Writes what changes during a build's life.
    void write(Build build, BuildRow row) {
        BuildState state = build.state();
        row.state = StateName.of(state).column();
        row.status = state.status().word();
        row.steps = json.write(build.steps());
        row.startedAt = state.startedAt();
        row.endedAt = state.completedAt();
        writeRun(state.run(), row);
        switch (state) {
            case Pending pending -> writeAttempt(row, pending.attempts(), null, false, pending.deniedSince());
            case Dispatching sent ->
                writeAttempt(row, sent.attempt(), sent.sentAt(), sent.acknowledged(), sent.deniedSince());
            case Cancelling cancelling -> {
                row.sentAt = cancelling.sentAt();
                row.acknowledged = cancelling.acknowledged();
                row.cancelRequestedAt = cancelling.requestedAt();
                row.cancelAsked = cancelling.asked().name().toLowerCase(Locale.ROOT);
            }
            case Finishing finishing -> {
                row.conclusion = finishing.conclusion().name().toLowerCase(Locale.ROOT);
                row.endedAt = finishing.endedAt();
            }
            case Success success -> {
                row.imageDigest = success.result().digest();
                row.commitSha = success.result().commit();
            }
            case Failed failed -> row.failure = json.write(failed.failure());
            case Queued _, Building _, Cancelled _ -> {}
        }
    }

    private static void writeRun(@Nullable RunLink run, BuildRow row) {
        row.runId = run == null ? null : run.id();
        row.runUrl = run == null ? null : run.url();
        row.missingSince = run == null ? null : run.missingSince();
    }

    private static void writeAttempt(
            BuildRow row, int attempts, @Nullable Instant sentAt, boolean acknowledged, @Nullable Instant deniedSince) {
        row.attempts = attempts;
        row.sentAt = sentAt;
        row.acknowledged = acknowledged;
        row.deniedSince = deniedSince;
    }

    Build build(BuildRow row) {
        BuildSpec spec = new BuildSpec(
                row.projectId,
                row.owner,
                row.requestedBy,
                row.serviceName,
                row.repositoryUrl,
                row.branch,
                recipe(row),
                row.contextPath,
                row.image,
                json.textMap(row.buildArgs),
                json.texts(row.platforms),
                row.retryOf == null ? null : new BuildId(row.retryOf));
        return new Build(
                new BuildId(row.id), spec, state(row), json.steps(row.steps), row.estimatedDuration, row.createdAt);
    }

    private static Recipe recipe(BuildRow row) {
        if (row.dockerfilePath != null) {
            return new Recipe.RepositoryDockerfile(row.dockerfilePath);
        }
        return row.dockerfileContent != null
                ? new Recipe.InlineDockerfile(row.dockerfileContent)
                : new Recipe.Buildpacks();
    }

    private BuildState state(BuildRow row) {
        RunLink run = row.runId == null ? null : new RunLink(row.runId, row.runUrl, row.missingSince);
        return switch (StateName.ofColumn(row.state)) {
            case PENDING -> new Pending(row.attempts, row.deniedSince);
            case DISPATCHING -> new Dispatching(row.attempts, there(row.sentAt), row.acknowledged, row.deniedSince);
            case QUEUED -> new Queued(there(run));
            case BUILDING -> new Building(there(run), there(row.startedAt));
            case CANCELLING ->
                new Cancelling(
                        run,
                        row.startedAt,
                        there(row.sentAt),
                        row.acknowledged,
                        there(row.cancelRequestedAt),
                        Cancelling.Asked.valueOf(there(row.cancelAsked).toUpperCase(Locale.ROOT)));
            case FINISHING ->
                new Finishing(
                        there(run),
                        Conclusion.of(row.conclusion),
                        there(row.startedAt),
                        there(row.endedAt),
                        row.cancelRequestedAt);
            case SUCCESS ->
                new Success(
                        there(run),
                        there(row.startedAt),
                        there(row.endedAt),
                        new RunResult(there(row.imageDigest), row.commitSha));
            case FAILED -> new Failed(run, row.startedAt, there(row.endedAt), json.failure(there(row.failure)));
            case CANCELLED -> new Cancelled(run, row.startedAt, there(row.endedAt));
        };
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a column that this state fills");
    }
}
