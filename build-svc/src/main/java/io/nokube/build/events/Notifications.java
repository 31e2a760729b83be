package io.nokube.build.events;

import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.store.BuildChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Tells all replicas which builds changed, by PostgreSQL's LISTEN/NOTIFY.
///
/// A transaction that notifies holds a lock of the whole database while it commits, so the changes themselves never do:
/// they are gathered, and told of in a transaction of their own. One that gets lost costs a stream at most the time
/// until it looks by itself.
@ApplicationScoped
public class Notifications {
    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final String CHANNEL = "nokube_build";
    /// A notification carries at most 8 000 bytes.
    private static final int MAX_BUILDS = 200;
    private static final long RECONNECT_MILLIS = 1_000;

    private final Wakeups wakeups;
    private final Vertx vertx;
    private final Pool database;
    private final Duration gather;
    private final PgSubscriber subscriber;
    private final Set<BuildId> gathered = new LinkedHashSet<>();

    public Notifications(Wakeups wakeups, Vertx vertx, Pool database, BuildConfig config, Config settings) {
        this.wakeups = wakeups;
        this.vertx = vertx;
        this.database = database;
        this.gather = config.events().gather();
        PgConnectOptions options = PgConnectOptions.fromUri(setting(settings, "reactive.url"))
                .setUser(setting(settings, "username"))
                .setPassword(setting(settings, "password"));
        this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> RECONNECT_MILLIS);
    }

    /// As the pool of the same database has it.
    private static String setting(Config settings, String name) {
        return settings.getValue("quarkus.datasource." + name, String.class);
    }

    void start(@Observes StartupEvent event) {
        subscriber.channel(CHANNEL).subscribeHandler(_ -> wakeups.wakeAll()).handler(this::heard);
        subscriber.connect().onFailure(e -> LOG.warn("Changes of other replicas are not heard yet", e));
    }

    void stop(@Observes ShutdownEvent event) {
        subscriber.close();
    }

    void changed(@Observes BuildChanged change) {
        wakeups.wake(change.build());
        boolean first;
        synchronized (gathered) {
            first = gathered.isEmpty();
            gathered.add(change.build());
        }
        if (first) {
            vertx.setTimer(Math.max(1, gather.toMillis()), _ -> tell());
        }
    }

    private void tell() {
        List<BuildId> builds;
        synchronized (gathered) {
            builds = new ArrayList<>(gathered);
            gathered.clear();
        }
        String payload = builds.size() > MAX_BUILDS
                ? ""
                : builds.stream().map(BuildId::toString).collect(Collectors.joining(","));
        database.withTransaction(connection -> notify(connection, payload))
                .subscribe()
                .with(_ -> {}, e -> LOG.warn("Other replicas were not told of a change", e));
    }

    private static Uni<Void> notify(SqlConnection connection, String payload) {
        return connection
                .query("set local synchronous_commit = off")
                .execute()
                .chain(() ->
                        connection.preparedQuery("select pg_notify($1, $2)").execute(Tuple.of(CHANNEL, payload)))
                .replaceWithVoid();
    }

    private void heard(@Nullable String payload) {
        if (payload == null || payload.isEmpty()) {
            wakeups.wakeAll();
            return;
        }
        for (String id : payload.split(",", -1)) {
            BuildId build = BuildId.parse(id);
            if (build != null) {
                wakeups.wake(build);
            }
        }
    }
}
