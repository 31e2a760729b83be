package io.nokube.build.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.BuildSpec;
import io.nokube.build.BuildState;
import io.nokube.build.BuildStatus;
import io.nokube.build.Decision;
import io.nokube.build.ImageName;
import io.nokube.build.project.Project;
import io.nokube.build.project.Projects;
import io.nokube.build.store.BuildFilter;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.BuildRepository.Keyed;
import io.nokube.build.store.BuildSnapshot;
import io.nokube.build.store.EventLog;
import io.nokube.build.store.IdSource;
import io.nokube.build.store.RequestKey;
import io.nokube.build.view.BuildView;
import io.nokube.identity.Caller;
import io.nokube.names.ProjectName;
import io.nokube.names.Sha256;
import io.nokube.names.Username;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What can be done with builds.
@ApplicationScoped
public class Builds {
    private final Projects projects;
    private final BuildRepository repository;
    private final EventLog events;
    private final ImageName images;
    private final IdSource ids;
    private final Clock clock;
    private final ObjectMapper mapper;

    public Builds(
            Projects projects,
            BuildRepository repository,
            EventLog events,
            ImageName images,
            IdSource ids,
            Clock clock,
            ObjectMapper mapper) {
        this.projects = projects;
        this.repository = repository;
        this.events = events;
        this.images = images;
        this.ids = ids;
        this.clock = clock;
        this.mapper = mapper;
    }

    /// Starts a build; with an `Idempotency-Key` that was used before, answers what was answered then.
    Uni<BuildView> start(Caller caller, BuildRequest request, @Nullable String key) {
        if (key == null) {
            return start(caller, request.toCommand(), (RequestKey) null);
        }
        RequestKey requestKey =
                new RequestKey(checked(key), Sha256.hex(request.toCommand().toString()));
        return again(caller, requestKey)
                .onItem()
                .ifNull()
                .switchTo(() -> start(caller, request.toCommand(), requestKey)
                        // Somebody was faster with the same key: his answer is this one's, too.
                        .onFailure()
                        .recoverWithUni(failure ->
                                again(caller, requestKey).onItem().ifNull().failWith(failure)));
    }

    /// Starts a build once more with the same inputs.
    ///
    /// @throws ProblemException 409 where it is not over yet
    Uni<BuildView> retry(Caller caller, String id, @Nullable String key) {
        return snapshot(caller, id).map(BuildSnapshot::build).flatMap(before -> {
            if (!before.state().status().isFinal()) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "This build is not over yet. Cancel it first, or wait for its end.");
            }
            if (key == null) {
                return repeat(caller, before, null);
            }
            RequestKey requestKey = new RequestKey(checked(key), Sha256.hex("retry " + before.id()));
            return again(caller, requestKey)
                    .onItem()
                    .ifNull()
                    .switchTo(() -> repeat(caller, before, requestKey)
                            .onFailure()
                            .recoverWithUni(failure ->
                                    again(caller, requestKey).onItem().ifNull().failWith(failure)));
        });
    }

    private Uni<BuildView> repeat(Caller caller, Build before, @Nullable RequestKey key) {
        BuildSpec spec = before.spec().again(before.id(), caller.username());
        return repository
                .estimate(spec.projectId(), spec.serviceName())
                .map(estimate -> accepted(spec, estimate))
                .call(build -> repository.insert(build, key))
                .map(BuildView::of);
    }

    /// Asks for the build's end. Asking again changes nothing.
    ///
    /// @throws ProblemException 409 where it is over
    Uni<BuildView> cancel(Caller caller, String id) {
        return snapshot(caller, id)
                .map(BuildSnapshot::build)
                .invoke(Builds::requireRunning)
                .flatMap(build -> repository.apply(build.id(), new BuildEvent.CancelRequested()))
                .map(Decision::build)
                .invoke(build -> {
                    // It may have ended meanwhile; to have been cancelled before it was sent is what was asked for.
                    if (!(build.state() instanceof BuildState.Cancelled)) {
                        requireRunning(build);
                    }
                })
                .map(BuildView::of);
    }

    private static void requireRunning(Build build) {
        boolean isOver = build.state().status().isFinal()
                || (build.state() instanceof BuildState.Finishing finishing && finishing.cancelRequestedAt() == null);
        if (isOver) {
            throw new ProblemException(ProblemType.CONFLICT, "This build is over: there is nothing to cancel.");
        }
    }

    private Uni<BuildView> start(Caller caller, BuildCommand command, @Nullable RequestKey key) {
        return projects.get(caller, command.projectId())
                .flatMap(project -> repository
                        .estimate(project.id(), command.serviceName().value())
                        .map(estimate -> build(caller, project, command, estimate)))
                .call(build -> repository.insert(build, key))
                .map(BuildView::of);
    }

    private Build build(Caller caller, Project project, BuildCommand command, @Nullable Integer estimate) {
        BuildSpec spec = new BuildSpec(
                project.id(),
                project.owner(),
                caller.username(),
                command.serviceName().value(),
                command.repositoryUrl() == null ? project.repositoryUrl() : command.repositoryUrl(),
                command.branch(),
                command.recipe(),
                command.contextPath(),
                images.of(
                        new Username(project.owner()),
                        new ProjectName(project.name()),
                        command.serviceName(),
                        command.imageTag()),
                command.buildArgs(),
                command.platforms(),
                null);
        return accepted(spec, estimate);
    }

    private Build accepted(BuildSpec spec, @Nullable Integer estimate) {
        return Build.accepted(
                new BuildId(ids.next()), spec, estimate, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// The answer that was given to this key; null where there was none.
    private Uni<@Nullable BuildView> again(Caller caller, RequestKey key) {
        return repository.byKey(caller.username(), key.key()).flatMap(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().nullItem();
            }
            Keyed keyed = found.get();
            if (!keyed.requestHash().equals(key.requestHash())) {
                throw new ProblemException(
                        ProblemType.UNPROCESSABLE, "This Idempotency-Key was used for another request.");
            }
            return events.first(keyed.build()).map(event -> view(event.data()));
        });
    }

    Uni<BuildView> get(Caller caller, String id) {
        return snapshot(caller, id).map(BuildSnapshot::build).flatMap(build -> {
            BuildView view = BuildView.of(build);
            return build.state().status() == BuildStatus.PENDING
                    ? repository.waitingBefore(build.id()).map(before -> view.waiting(before + 1))
                    : Uni.createFrom().item(view);
        });
    }

    /// The build and the number of its last event, where it exists for `caller`.
    ///
    /// @throws ProblemException 404 otherwise
    public Uni<BuildSnapshot> snapshot(Caller caller, String id) {
        BuildId build = BuildId.parse(id);
        if (build == null) {
            throw ProblemException.notFound();
        }
        return repository
                .snapshot(build)
                .map(found -> found.filter(snapshot ->
                                caller.mayActFor(snapshot.build().spec().owner()))
                        .orElseThrow(ProblemException::notFound));
    }

    Uni<Page<BuildView>> list(BuildFilter filter, @Nullable Cursor cursor, Limit limit) {
        return repository.list(filter, cursor, limit).map(page -> page.map(BuildView::of));
    }

    private BuildView view(String json) {
        try {
            return mapper.readValue(json, BuildView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The event log does not hold what was written to it", e);
        }
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > 255) {
            throw new ProblemException(ProblemType.MALFORMED, "Idempotency-Key must have 1 to 255 characters.");
        }
        return key;
    }
}
