package io.nokube.build.store;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.BuildPolicy;
import io.nokube.build.BuildTransitions;
import io.nokube.build.Decision;
import io.nokube.build.DurationEstimator;
import io.nokube.build.Effect;
import io.nokube.build.view.BuildView;
import io.nokube.build.view.StepEventView;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Builds in the database. Every change of one goes through [#apply], under the lock of its row, together with the
/// events that tell of it.
@ApplicationScoped
public class BuildRepository {
    private static final Duration KEY_LIFETIME = Duration.ofHours(24);
    private static final String FORGET_OLD_KEY = """
            update build.build set idempotency_key = null
            where requested_by = $1 and idempotency_key = $2 and created_at < $3""";

    private static final String COUNT_WAITING = "select count(*)::integer as number from build.build"
            + " where due_at is not null and status = 'pending' and id < $1";
    private static final String HURRY =
            "update build.build set due_at = $2 where id = $1 and due_at is not null and due_at > $2";

    /// What is over is never due again; the condition is that of the index on what is.
    private static final String COUNT_ACTIVE = """
            select status, count(*) as number, min(created_at) as first
            from build.build where due_at is not null group by status""";

    private final Rows rows = new Rows();
    private final BuildRows mapping;
    private final RowJson json;
    private final BuildPolicy policy;
    private final Clock clock;
    private final Pool database;
    private final Event<BuildChanged> changes;
    private final Event<BuildEnded> ends;

    BuildRepository(
            BuildRows mapping,
            RowJson json,
            BuildPolicy policy,
            Clock clock,
            Pool database,
            Event<BuildChanged> changes,
            Event<BuildEnded> ends) {
        this.mapping = mapping;
        this.json = json;
        this.policy = policy;
        this.clock = clock;
        this.database = database;
        this.changes = changes;
        this.ends = ends;
    }

    /// Stores a new build and its first event, due at once.
    public Uni<Void> insert(Build build, @Nullable RequestKey key) {
        BuildRow row = mapping.newRow(build);
        row.dueAt = build.createdAt();
        row.idempotencyKey = key == null ? null : key.key();
        row.requestHash = key == null ? null : key.requestHash();
        List<EventRow> events = events(new Decision(build, List.of(new Effect.PublishStatus()), null), row);
        return Panache.withTransaction(() -> rows.persist(row).call(() -> append(events)))
                .invoke(() -> changes.fire(new BuildChanged(build.id(), true)))
                .replaceWithVoid();
    }

    /// What becomes of the build when `event` happens to it, stored.
    public Uni<Decision> apply(BuildId id, BuildEvent event) {
        return Panache.withTransaction(() -> rows.findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(row -> apply(row, event)))
                .invoke(decision -> tell(decision));
    }

    private Uni<Decision> apply(BuildRow row, BuildEvent event) {
        Decision decision = BuildTransitions.apply(mapping.build(row), event, now(), policy);
        mapping.write(decision.build(), row);
        row.dueAt = decision.due();
        return append(events(decision, row)).replaceWith(decision);
    }

    private void tell(Decision decision) {
        boolean published = decision.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.PublishStatus || effect instanceof Effect.PublishStep);
        if (published) {
            changes.fire(new BuildChanged(decision.build().id(), false));
        }
        boolean ended = decision.effects().contains(new Effect.PublishStatus())
                && decision.build().state().status().isFinal();
        if (ended) {
            ends.fire(new BuildEnded(decision.build()));
        }
    }

    /// How many builds of everybody's are pending that were accepted before this one.
    public Uni<Integer> waitingBefore(BuildId id) {
        return database.preparedQuery(COUNT_WAITING)
                .execute(Tuple.of(id.value()))
                .map(rows -> rows.iterator().next().getInteger("number"));
    }

    /// Lets the next worker take the build now, unless it is over.
    public Uni<Void> hurry(BuildId id) {
        return database.preparedQuery(HURRY)
                .execute(Tuple.of(id.value(), now().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    public Uni<Optional<Build>> find(BuildId id) {
        return snapshot(id).map(found -> found.map(BuildSnapshot::build));
    }

    public Uni<Optional<BuildSnapshot>> snapshot(BuildId id) {
        return Panache.withSession(() -> rows.findById(id.value()))
                .map(row -> Optional.ofNullable(row).map(r -> new BuildSnapshot(mapping.build(r), r.lastEvent)));
    }

    /// The newest first, those after the cursor.
    public Uni<Page<Build>> list(BuildFilter filter, @Nullable Cursor cursor, Limit limit) {
        BuildId before = cursor == null ? null : before(cursor);
        return Panache.withSession(() -> rows.find(
                        filter.condition(before) + " order by id desc", filter.parameters(before))
                .page(0, limit.value() + 1)
                .list()
                .flatMap(found -> rows.count(filter.condition(null), filter.parameters(null))
                        .map(total -> page(found, limit, total))));
    }

    private Page<Build> page(List<BuildRow> found, Limit limit, long total) {
        List<Build> builds =
                found.stream().limit(limit.value()).map(mapping::build).toList();
        String next =
                found.size() > limit.value() ? new Cursor(builds.getLast().id().toString()).encode() : null;
        return new Page<>(builds, next, total);
    }

    private static BuildId before(Cursor cursor) {
        BuildId before = BuildId.parse(cursor.key());
        if (before == null) {
            throw Cursor.invalid();
        }
        return before;
    }

    /// How many builds are not over, and how long the oldest of them has been there.
    public Uni<ActiveBuilds> active() {
        return database.query(COUNT_ACTIVE).execute().map(this::active);
    }

    private ActiveBuilds active(RowSet<Row> counted) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        Instant now = now();
        Instant oldest = now;
        for (Row row : counted) {
            byStatus.put(row.getString("status"), row.getLong("number"));
            Instant first = row.getOffsetDateTime("first").toInstant();
            oldest = first.isBefore(oldest) ? first : oldest;
        }
        return new ActiveBuilds(byStatus, Duration.between(oldest, now));
    }

    /// The build that became this run, if there is one.
    public Uni<Optional<Build>> ofRun(long runId) {
        return Panache.withSession(() ->
                        rows.find("runId = ?1 and dueAt is not null", runId).<BuildRow>firstResult())
                .map((@Nullable BuildRow row) -> Optional.ofNullable(row).map(mapping::build));
    }

    /// The newest build of each service of a project.
    public Uni<List<Build>> newestOfServices(int projectId) {
        return Panache.withSession(() -> rows.list(
                        "from BuildRow b where b.projectId = ?1 and not exists"
                                + " (select 1 from BuildRow c where c.projectId = b.projectId"
                                + " and c.serviceName = b.serviceName and c.id > b.id) order by b.id",
                        projectId))
                .map(found -> found.stream().map(mapping::build).toList());
    }

    /// The newest build of each project that has one.
    public Uni<List<Build>> newestOf(List<Integer> projectIds) {
        return Panache.withSession(() -> rows.list(
                        "from BuildRow b where b.projectId in ?1 and not exists"
                                + " (select 1 from BuildRow c where c.projectId = b.projectId and c.id > b.id)",
                        projectIds))
                .map(found -> found.stream().map(mapping::build).toList());
    }

    /// How many seconds a build of this service should take; null where none succeeded before.
    public Uni<@Nullable Integer> estimate(int projectId, String serviceName) {
        return Panache.withSession(() -> rows.find(
                                "projectId = ?1 and serviceName = ?2 and status = 'success' order by id desc",
                                projectId,
                                serviceName)
                        .page(0, DurationEstimator.SAMPLE)
                        .list())
                .map(found -> DurationEstimator.estimate(
                        found.stream().map(BuildRepository::seconds).toList()));
    }

    private static int seconds(BuildRow row) {
        return row.startedAt == null || row.endedAt == null
                ? 0
                : (int) Duration.between(row.startedAt, row.endedAt).toSeconds();
    }

    /// The build that `key` started within the last 24 hours, with the hash of what was asked then.
    public Uni<Optional<Keyed>> byKey(String requestedBy, String key) {
        return database.preparedQuery(FORGET_OLD_KEY)
                .execute(Tuple.of(requestedBy, key, now().minus(KEY_LIFETIME).atOffset(ZoneOffset.UTC)))
                .chain(() -> Panache.withSession(
                        () -> rows.find("requestedBy = ?1 and idempotencyKey = ?2", requestedBy, key)
                                .<BuildRow>firstResult()))
                .map((@Nullable BuildRow row) ->
                        Optional.ofNullable(row).map(r -> new Keyed(new BuildId(r.id), String.valueOf(r.requestHash))));
    }

    /// A build that was started with an `Idempotency-Key`.
    public record Keyed(BuildId build, String requestHash) {}

    private List<EventRow> events(Decision decision, BuildRow row) {
        List<EventRow> events = new ArrayList<>();
        Build build = decision.build();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.PublishStatus _ ->
                    events.add(event(
                            row,
                            StoredEvent.STATUS,
                            BuildView.of(build),
                            build.state().status().isFinal()));
                case Effect.PublishStep step ->
                    events.add(event(row, StoredEvent.STEP, StepEventView.of(build.id(), step.step()), false));
                case Effect.Dispatch _,
                        Effect.FindRun _,
                        Effect.FollowRun _,
                        Effect.CancelRun _,
                        Effect.FetchLog _ -> {}
            }
        }
        return events;
    }

    private EventRow event(BuildRow row, String type, Object data, boolean last) {
        row.lastEvent++;
        EventRow event = new EventRow();
        event.key = new EventRow.Key(row.id, row.lastEvent);
        event.type = type;
        event.data = json.write(data);
        event.last = last;
        event.createdAt = now();
        return event;
    }

    private static Uni<Void> append(List<EventRow> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession().flatMap((Mutiny.Session session) -> session.persistAll(events.toArray()));
    }

    private Instant now() {
        return clock.instant();
    }

    /// Panache's queries, kept out of sight: outside this package nobody sees a row.
    private static final class Rows implements PanacheRepositoryBase<BuildRow, UUID> {}
}
