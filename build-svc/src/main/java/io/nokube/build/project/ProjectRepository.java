package io.nokube.build.project;

import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/// Projects in the database.
@ApplicationScoped
class ProjectRepository {
    private static final String UNIQUE_NAME = "project_name_is_unique_per_owner";

    private static final String REMOVE = """
            delete from build.project p where p.id = $1 and not exists (
                select 1 from build.build b
                where b.project_id = p.id and b.status not in ('success', 'failed', 'cancelled'))""";

    private final Rows rows = new Rows();
    private final Pool database;

    ProjectRepository(Pool database) {
        this.database = database;
    }

    /// Stores a new project; its id is given here. Empty where the owner has one of this name.
    Uni<Optional<Project>> insert(Project project) {
        ProjectRow row = new ProjectRow();
        row.owner = project.owner();
        row.name = project.name();
        row.description = project.description();
        row.repositoryUrl = project.repositoryUrl();
        row.framework = project.framework();
        row.autoBuild = project.autoBuild();
        row.createdAt = project.createdAt();
        row.updatedAt = project.updatedAt();
        return Panache.withTransaction(() -> rows.persistAndFlush(row))
                .map(stored -> Optional.of(project(stored)))
                .onFailure(ProjectRepository::isTaken)
                .recoverWithItem(Optional.empty());
    }

    /// Writes what may change of a project; empty where it is gone.
    Uni<Optional<Project>> update(Project project) {
        return Panache.withTransaction(() -> rows.findById(project.id(), LockModeType.PESSIMISTIC_WRITE)
                        .invoke(row -> {
                            if (row != null) {
                                row.description = project.description();
                                row.repositoryUrl = project.repositoryUrl();
                                row.framework = project.framework();
                                row.autoBuild = project.autoBuild();
                                row.updatedAt = project.updatedAt();
                            }
                        }))
                .map(row -> Optional.ofNullable(row).map(ProjectRepository::project));
    }

    /// Removes a project and its builds, unless one of them is not over: then nothing, and false.
    Uni<Boolean> remove(int id) {
        return database.withTransaction(connection -> connection
                .preparedQuery("select id from build.project where id = $1 for update")
                .execute(Tuple.of(id))
                .chain(() -> connection.preparedQuery(REMOVE).execute(Tuple.of(id)))
                .map(removed -> removed.rowCount() > 0));
    }

    /// Those of this repository that a push starts builds of.
    Uni<List<Project>> builtOnPush(String repositoryUrl) {
        return Panache.withSession(
                        () -> rows.list("autoBuild and lower(repositoryUrl) = lower(?1) order by id", repositoryUrl))
                .map(found -> found.stream().map(ProjectRepository::project).toList());
    }

    Uni<Optional<Project>> find(int id) {
        return Panache.withSession(() -> rows.findById(id))
                .map(row -> Optional.ofNullable(row).map(ProjectRepository::project));
    }

    /// The newest first; those of everybody where `owner` is null.
    Uni<Page<Project>> list(@Nullable String owner, @Nullable Cursor cursor, Limit limit) {
        Map<String, Object> all = new HashMap<>();
        if (owner != null) {
            all.put("owner", owner);
        }
        String mine = owner == null ? "true = true" : "owner = :owner";
        Map<String, Object> rest = new HashMap<>(all);
        rest.put("before", cursor == null ? Integer.MAX_VALUE : before(cursor));
        return Panache.withSession(() -> rows.find(mine + " and id < :before order by id desc", rest)
                .page(0, limit.value() + 1)
                .list()
                .flatMap(found -> rows.count(mine, all).map(total -> page(found, limit, total))));
    }

    private static Page<Project> page(List<ProjectRow> found, Limit limit, long total) {
        List<Project> projects = found.stream()
                .limit(limit.value())
                .map(ProjectRepository::project)
                .toList();
        String next = found.size() > limit.value()
                ? new Cursor(Integer.toString(projects.getLast().id())).encode()
                : null;
        return new Page<>(projects, next, total);
    }

    private static int before(Cursor cursor) {
        try {
            return Integer.parseInt(cursor.key());
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean named = cause.getMessage() != null && cause.getMessage().contains(UNIQUE_NAME);
            if (named
                    || (cause instanceof ConstraintViolationException e && UNIQUE_NAME.equals(e.getConstraintName()))) {
                return true;
            }
        }
        return false;
    }

    private static Project project(ProjectRow row) {
        return new Project(
                Objects.requireNonNull(row.id),
                row.name,
                row.description,
                row.repositoryUrl,
                row.framework,
                row.autoBuild,
                row.owner,
                row.createdAt,
                row.updatedAt);
    }

    private static final class Rows implements PanacheRepositoryBase<ProjectRow, Integer> {}
}
