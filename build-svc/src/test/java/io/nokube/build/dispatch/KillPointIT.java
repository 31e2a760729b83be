package io.nokube.build.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Build;
import io.nokube.build.BuildId;
import io.nokube.build.BuildState;
import io.nokube.build.Fixtures;
import io.nokube.build.Recipe;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.dispatch.FakeGitHub.Death;
import io.nokube.build.dispatch.FakeGitHub.Killed;
import io.nokube.build.it.Platform;
import io.nokube.build.loop.Waiting;
import io.nokube.build.store.ActiveRun;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.BuildSent;
import io.nokube.build.store.IdSource;
import io.nokube.build.store.Leases;
import io.nokube.build.store.RunListTurns;
import io.nokube.build.store.WorkKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The dispatcher dies at every point where it matters, on a real database, and another one takes over.
@QuarkusTest
@TestProfile(KillPointIT.OwnWorkers.class)
@WithTestResource(Platform.class)
@SuppressWarnings("NullAway.Init")
class KillPointIT {
    /// The service's own workers stay out of it.
    public static class OwnWorkers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.arc.exclude-types",
                    "io.nokube.build.dispatch.DispatchWorker,io.nokube.build.follow.RunFollower,"
                            + "io.nokube.build.follow.RunLister");
        }
    }

    @Inject
    Leases leases;

    @Inject
    BuildRepository builds;

    @Inject
    RunListTurns turns;

    @Inject
    BuildConfig config;

    @Inject
    Clock clock;

    @Inject
    Pool database;

    @Inject
    IdSource ids;

    @Inject
    Event<BuildSent> sent;

    private final FakeGitHub gitHub = new FakeGitHub();

    @BeforeEach
    void onlyThisTestsBuilds() {
        database.query("delete from build.build_event").execute().await().indefinitely();
        database.query("delete from build.build").execute().await().indefinitely();
        database.query("insert into build.project (id, owner, name, repository_url, created_at, updated_at) values"
                        + " (1, 'testuser', 'myapp', 'https://github.com/amzhm/shop', now(), now())"
                        + " on conflict do nothing")
                .execute()
                .await()
                .indefinitely();
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void aBuildWhoseDispatcherDiedIsSentOnce(Death death) {
        boolean inLook = death == Death.BEFORE_LOOK || death == Death.AFTER_LOOK;
        if (inLook) {
            gitHub.killAt(Death.BEFORE_DISPATCH);
        }
        gitHub.killAt(death);
        BuildId build = insert();

        runUntilOnGitHub(build);

        assertThat(gitHub.dispatchesOf(build)).isEqualTo(1);
    }

    @Test
    void dyingAgainAndAgainChangesNothing() {
        gitHub.saysNoId();
        for (Death death : Death.values()) {
            gitHub.killAt(death);
        }
        List<BuildId> started = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            started.add(insert());
        }

        started.forEach(this::runUntilOnGitHub);

        assertThat(started).allMatch(build -> gitHub.dispatchesOf(build) == 1);
    }

    @Test
    void twoReplicasSendEachBuildOnce() {
        List<BuildId> started = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            started.add(insert());
        }
        Leases other = new Leases(database, clock, config, ids);
        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            replicas.execute(worker(leases)::pass);
            replicas.execute(worker(other)::pass);
        }

        assertThat(started).allMatch(build -> gitHub.dispatchesOf(build) == 1);
    }

    @Test
    void onlyOneReplicaAsksForTheListOfRuns() {
        RunListTurns other = new RunListTurns(database);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Waiting.on(() -> other.heard(now));
        RunListTurns.Turn mine = Waiting.on(turns::read);
        RunListTurns.Turn theirs = Waiting.on(other::read);

        assertThat(Waiting.on(() -> turns.take(mine, now))).isTrue();
        assertThat(Waiting.on(() -> other.take(theirs, now))).isFalse();
        assertThat(Waiting.on(other::read)).isEqualTo(new RunListTurns.Turn(now, now));
    }

    @Test
    void whatIsListedIsNotLookedAtByItselfForAWhile() {
        BuildId listed = insert();
        BuildId other = insert();
        List.of(listed, other).forEach(this::runUntilOnGitHub);
        assertThat(Waiting.on(turns::active)).extracting(ActiveRun::build).containsExactlyInAnyOrder(listed, other);
        long run = Objects.requireNonNull(state(listed).run()).id();
        Instant next = clock.instant().plus(Duration.ofDays(1));

        Waiting.on(() -> turns.covered(List.of(run), next, next));

        assertThat(dueBefore(next.minusSeconds(1))).containsExactly(other);
    }

    private List<BuildId> dueBefore(Instant time) {
        List<BuildId> found = new ArrayList<>();
        database.preparedQuery("select id from build.build where due_at < $1")
                .execute(Tuple.of(time.atOffset(ZoneOffset.UTC)))
                .await()
                .indefinitely()
                .forEach(row -> found.add(new BuildId(row.getUUID("id"))));
        return found;
    }

    @Test
    void aLeaseRunsOutAndAnotherReplicaTakesOver() {
        BuildId build = insert();
        Leases dead = new Leases(database, clock, config, ids);
        assertThat(Waiting.on(() -> dead.claim(WorkKind.DISPATCH, 1))).hasSize(1);

        worker(leases).pass();
        assertThat(gitHub.dispatchesOf(build)).isZero();

        runUntilOnGitHub(build);
        assertThat(gitHub.dispatchesOf(build)).isEqualTo(1);
    }

    /// Starts one dispatcher after the other, each as if its process were new.
    private void runUntilOnGitHub(BuildId build) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    try {
                        worker(leases).pass();
                    } catch (Killed e) {
                        return false;
                    }
                    return state(build) instanceof BuildState.Queued;
                });
    }

    private DispatchWorker worker(Leases replica) {
        return new DispatchWorker(replica, builds, gitHub, clock, config, sent);
    }

    private BuildState state(BuildId build) {
        return Waiting.on(() -> builds.find(build)).orElseThrow().state();
    }

    private BuildId insert() {
        BuildId id = new BuildId(ids.next());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Build build = Build.accepted(id, Fixtures.spec(new Recipe.Buildpacks()), null, now);
        Waiting.on(() -> builds.insert(build, null));
        return id;
    }
}
