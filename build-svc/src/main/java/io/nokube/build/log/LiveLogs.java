package io.nokube.build.log;

import io.nokube.build.Build;
import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.log.LiveQueue.Drained;
import io.nokube.build.log.LiveStore.Pushed;
import io.nokube.build.log.LiveStore.Standing;
import io.nokube.build.store.BuildChanged;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Takes what running jobs push, puts it in order and shows it.
@ApplicationScoped
public class LiveLogs {
    /// So many chunks of a build may wait for one before them.
    private static final int MAX_WAITING = 32;

    private static final String STUCK = """
            select distinct build_id from build.build_log_pending where received_at < $1 limit 100""";
    private static final String SHOWN_JOBS = """
            select coalesce(p.jobs_shown, 0) as jobs_shown
            from build.build b
                left join build.build_log_push p on p.build_id = b.id
                left join build.build_log l on l.build_id = b.id
            where b.id = $1 and coalesce(p.next_sequence, 0) = 0 and not coalesce(l.complete, false)
                and not exists (select from build.build_log_pending w where w.build_id = b.id)""";
    private static final String FORGET_OVER = """
            with gone as (
                delete from build.build_log_push p using build.build b
                where b.id = p.build_id and b.status in ('success', 'failed', 'cancelled')
                returning p.build_id)
            delete from build.build_log_pending where build_id in (select build_id from gone)""";

    private final Pool database;
    private final Clock clock;
    private final Event<BuildChanged> changes;
    private final long maxPerBuild;
    private final Duration patience;

    public LiveLogs(Pool database, Clock clock, Event<BuildChanged> changes, BuildConfig config) {
        this.database = database;
        this.clock = clock;
        this.changes = changes;
        this.maxPerBuild = config.logs().maxPerBuild().asLongValue();
        this.patience = config.logs().gapPatience();
    }

    /// Of how many jobs the logs were shown as a whole; empty where there is no call for that, since jobs push what
    /// they
    /// print or the log of the run is kept.
    public Uni<OptionalInt> shownJobs(BuildId build) {
        return database.preparedQuery(SHOWN_JOBS)
                .execute(Tuple.of(build.value()))
                .map(rows -> {
                    for (Row row : rows) {
                        return OptionalInt.of(row.getInteger("jobs_shown"));
                    }
                    return OptionalInt.empty();
                });
    }

    /// Shows what a job printed that is over, while its run goes on. Done once more, or for a build whose jobs push, it
    /// changes nothing.
    ///
    /// @param index of how many jobs the logs were shown before it
    public Uni<Void> showJob(Build build, int index, JobOutput output) {
        List<LogLine> lines = output.lines(LogMask.knowing(build.spec().buildArgs()));
        return within(
                        build,
                        0,
                        (store, standing) -> standing.next() > 0
                                ? Uni.createFrom().item(0)
                                : store.passJob(index)
                                        .flatMap(isNext -> isNext
                                                ? save(store, queue(build).whole(standing, lines), false)
                                                        .replaceWith(0)
                                                : Uni.createFrom().item(0)))
                .replaceWithVoid();
    }

    /// Takes a chunk; one that was taken before changes nothing.
    ///
    /// @return the number of the first chunk that is still missing
    public Uni<Integer> take(Build build, int sequence, String step, String text) {
        // PostgreSQL keeps no NUL in a text.
        Pushed chunk = new Pushed(sequence, step, text.replace("\u0000", ""), clock.instant());
        return within(
                build,
                sequence + 1,
                (store, standing) -> sequence < standing.next()
                        ? Uni.createFrom().item(standing.next())
                        : place(store, standing, queue(build), chunk));
    }

    private Uni<Integer> place(LiveStore store, Standing standing, LiveQueue queue, Pushed chunk) {
        return store.waiting().flatMap(waiting -> {
            List<Pushed> all = new ArrayList<>(waiting);
            all.removeIf(other -> other.sequence() == chunk.sequence());
            all.add(chunk);
            all.sort((a, b) -> Integer.compare(a.sequence(), b.sequence()));
            Drained drained = queue.drain(standing, all, all.size() > MAX_WAITING || isStuck(all));
            boolean waits = chunk.sequence() >= drained.standing().next();
            Uni<Void> kept = waits ? store.await(chunk) : Uni.createFrom().voidItem();
            return kept.chain(() -> save(store, drained, !waiting.isEmpty()))
                    .replaceWith(drained.standing().next());
        });
    }

    private boolean isStuck(List<Pushed> waiting) {
        Instant tooLong = clock.instant().minus(patience);
        return waiting.stream().anyMatch(chunk -> chunk.receivedAt().isBefore(tooLong));
    }

    /// Shows what waited too long for something before it.
    Uni<Void> giveUp(Build build) {
        return within(
                        build,
                        0,
                        (store, standing) -> store.waiting().flatMap(waiting -> {
                            Drained drained = queue(build).drain(standing, waiting, isStuck(waiting));
                            return save(store, drained, true).replaceWith(0);
                        }))
                .replaceWithVoid();
    }

    /// Shows all that is left: nothing more will come, and GitHub has no log.
    public Uni<Void> end(Build build) {
        return within(
                        build,
                        0,
                        (store, standing) -> store.waiting().flatMap(waiting -> {
                            Drained drained = queue(build).end(standing, waiting);
                            return save(store, drained, !waiting.isEmpty()).replaceWith(0);
                        }))
                .replaceWithVoid();
    }

    /// Builds some of whose lines have waited too long.
    Uni<List<BuildId>> stuck() {
        Instant tooLong = clock.instant().minus(patience);
        return database.preparedQuery(STUCK)
                .execute(Tuple.of(tooLong.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    List<BuildId> builds = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        builds.add(new BuildId(row.getUUID("build_id")));
                    }
                    return builds;
                });
    }

    /// Removes what is left of builds that are over: lines as they came, which nobody will mask and show any more.
    Uni<Void> forgetWhatIsOver() {
        return database.query(FORGET_OVER).execute().replaceWithVoid();
    }

    private interface Work {
        Uni<Integer> on(LiveStore store, Standing standing);
    }

    /// @param otherwise the answer where the whole log is there and nothing more is shown
    private Uni<Integer> within(Build build, int otherwise, Work work) {
        return database.withTransaction(connection -> {
                    LiveStore store = new LiveStore(connection, build.id());
                    return store.lock()
                            .flatMap((@Nullable Standing standing) -> standing == null
                                    ? store.forgetPushes().replaceWith(otherwise)
                                    : work.on(store, standing));
                })
                .invoke(() -> changes.fire(new BuildChanged(build.id(), false)));
    }

    private Uni<Void> save(LiveStore store, Drained drained, boolean hadWaiting) {
        Uni<Void> shown =
                drained.lines().isEmpty() ? Uni.createFrom().voidItem() : store.show(drained.lines(), clock.instant());
        return shown.chain(() -> store.save(drained.standing()))
                .chain(() -> hadWaiting
                        ? store.noLongerWaiting(drained.standing().next())
                        : Uni.createFrom().voidItem());
    }

    private LiveQueue queue(Build build) {
        return new LiveQueue(LogMask.knowing(build.spec().buildArgs()), maxPerBuild);
    }
}
