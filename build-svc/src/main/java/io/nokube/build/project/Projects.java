package io.nokube.build.project;

import io.nokube.build.Build;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.view.BuildView;
import io.nokube.identity.Caller;
import io.nokube.names.InvalidNameException;
import io.nokube.names.Username;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.nokube.problem.FieldError;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What can be done with projects.
@ApplicationScoped
public class Projects {
    private final ProjectRepository repository;
    private final BuildRepository builds;
    private final Clock clock;

    Projects(ProjectRepository repository, BuildRepository builds, Clock clock) {
        this.repository = repository;
        this.builds = builds;
        this.clock = clock;
    }

    Uni<Project> create(Caller caller, ProjectRequest request) {
        requireNameable(caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Project project = new Project(
                0,
                Objects.requireNonNull(request.name()),
                request.description(),
                request.repository(),
                request.framework(),
                Boolean.TRUE.equals(request.autoBuild()),
                caller.username(),
                now,
                now);
        return repository.insert(project).map(stored -> stored.orElseThrow(Projects::taken));
    }

    /// The project, where it exists for `caller`.
    ///
    /// @throws ProblemException 404 otherwise
    public Uni<Project> get(Caller caller, int id) {
        return repository
                .find(id)
                .map(found -> found.filter(project -> caller.mayActFor(project.owner()))
                        .orElseThrow(ProblemException::notFound));
    }

    /// Everybody's projects of this repository that a push starts builds of.
    public Uni<List<Project>> builtOnPush(String repositoryUrl) {
        return repository.builtOnPush(repositoryUrl);
    }

    Uni<ProjectView> change(Caller caller, int id, ProjectChange change) {
        return get(caller, id)
                .map(project -> change.of(project, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .flatMap(repository::update)
                .map(stored -> stored.orElseThrow(ProblemException::notFound))
                .flatMap(this::view);
    }

    /// Removes the project with its builds and their logs. What was deployed of it goes on running.
    ///
    /// @throws ProblemException 409 where one of its builds is not over
    Uni<Void> remove(Caller caller, int id) {
        return get(caller, id)
                .flatMap(project -> repository.remove(project.id()))
                .map(removed -> {
                    if (!removed) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "A build of this project is not over yet. Cancel it or wait for its end first.");
                    }
                    return null;
                });
    }

    Uni<Page<ProjectView>> list(Caller caller, @Nullable Cursor cursor, Limit limit) {
        return repository
                .list(caller.isAdmin() ? null : caller.username(), cursor, limit)
                .flatMap(page -> lastBuilds(page.items())
                        .map(last -> page.map(project -> ProjectView.of(project, last.get(project.id())))));
    }

    Uni<ProjectView> view(Project project) {
        return lastBuilds(List.of(project)).map(last -> ProjectView.of(project, last.get(project.id())));
    }

    private Uni<Map<Integer, BuildView>> lastBuilds(List<Project> projects) {
        if (projects.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return builds.newestOf(projects.stream().map(Project::id).toList())
                .map(found -> found.stream().collect(Collectors.toMap(Projects::projectOf, BuildView::of)));
    }

    private static Integer projectOf(Build build) {
        return build.spec().projectId();
    }

    /// Names of images and namespaces are made from the owner's.
    private static void requireNameable(Caller caller) {
        try {
            Username ignored = new Username(caller.username());
        } catch (InvalidNameException e) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "An account of this name cannot own projects: a username " + e.getMessage());
        }
    }

    private static ProblemException taken() {
        List<FieldError> errors = List.of(new FieldError("name", "is the name of another of your projects"));
        Problem conflict = Problem.of(ProblemType.CONFLICT, errors);
        return new ProblemException(conflict, Map.of());
    }
}
