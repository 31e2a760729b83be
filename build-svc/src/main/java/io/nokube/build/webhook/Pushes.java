package io.nokube.build.webhook;

import io.nokube.build.github.HookEvent.Pushed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The pushes that wait for their builds to be started. One stays until they are.
@ApplicationScoped
class Pushes {
    /// How long a worker may take, and how long a push waits after one failed.
    private static final Duration AGAIN = Duration.ofSeconds(30);
    /// A build of what was pushed the day before is no help to anybody.
    private static final Duration KEPT = Duration.ofHours(24);

    private static final String ADD =
            "insert into build.push (repository_url, branch, commit_sha, received_at, due_at) values ($1, $2, $3, $4, $4)";
    private static final String TAKE = """
            update build.push set due_at = $2
            where id = (
                select id from build.push where due_at <= $1 and received_at > $3 order by id limit 1 for update skip locked)
            returning id, repository_url, branch, commit_sha""";
    private static final String DONE = "delete from build.push where id = $1 or received_at < $2";

    private final Pool database;
    private final Clock clock;

    Pushes(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Waiting(long id, Pushed push) {}

    Uni<Void> add(Pushed push) {
        return database.preparedQuery(ADD)
                .execute(Tuple.of(push.repositoryUrl(), push.branch(), push.commit(), now()))
                .replaceWithVoid();
    }

    /// The one that has waited longest, for this replica alone for a while.
    Uni<Optional<Waiting>> take() {
        return database.preparedQuery(TAKE)
                .execute(Tuple.of(now(), now().plus(AGAIN), now().minus(KEPT)))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(waiting(rows.iterator().next())));
    }

    Uni<Void> done(long id) {
        return database.preparedQuery(DONE)
                .execute(Tuple.of(id, now().minus(KEPT)))
                .replaceWithVoid();
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                row.getLong("id"),
                new Pushed(row.getString("repository_url"), row.getString("branch"), row.getString("commit_sha")));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
