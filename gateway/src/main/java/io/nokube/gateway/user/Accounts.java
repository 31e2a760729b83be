package io.nokube.gateway.user;

import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Accounts as administrators deal with them. There is always one administrator who can sign in.
@Singleton
public class Accounts {
    /// Two administrators who take each other's role away at the same moment must not both succeed.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('gateway.administrators'))";

    private static final String LIST = "SELECT * FROM gateway.users WHERE number < $1 ORDER BY number DESC LIMIT $2";
    private static final String COUNT = "SELECT count(*) AS total FROM gateway.users";
    private static final String FIND = "SELECT * FROM gateway.users WHERE username = $1";
    private static final String OTHER_ADMINS = "SELECT EXISTS (SELECT FROM gateway.users"
            + " WHERE username <> $1 AND 'admin' = ANY (roles) AND disabled_at IS NULL) AS there";
    private static final String CHANGE = "UPDATE gateway.users SET roles = $2, generation = generation + 1,"
            + " disabled_at = CASE WHEN $3 THEN coalesce(disabled_at, $4) END WHERE username = $1 RETURNING *";
    private static final String DELETE = "DELETE FROM gateway.users WHERE username = $1 RETURNING *";

    private final Pool pool;
    private final Clock clock;

    public Accounts(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// How a change ended.
    public sealed interface Outcome {
        /// @param user the account as it is now, or as it was before it was deleted
        record Done(User user) implements Outcome {}

        record NoSuchUser() implements Outcome {}

        /// Nobody would be left who can administer.
        record LastAdministrator() implements Outcome {}
    }

    /// One page of accounts, newest first.
    public Uni<Page<User>> list(@Nullable Cursor cursor, Limit limit) {
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        Uni<RowSet<Row>> rows = pool.preparedQuery(LIST).execute(Tuple.of(before, limit.value() + 1));
        Uni<Long> total = pool.query(COUNT)
                .execute()
                .map(counted -> counted.iterator().next().getLong("total"));
        return Uni.combine()
                .all()
                .unis(rows, total)
                .asTuple()
                .map(both -> page(both.getItem1(), both.getItem2(), limit.value()));
    }

    /// Gives the account other roles, shuts it or opens it; null leaves what is. What was signed in with it is signed
    /// out, since tokens carry roles.
    public Uni<Outcome> change(String username, @Nullable Set<String> roles, @Nullable Boolean disabled) {
        return unlessLast(username, (connection, user) -> {
            Set<String> newRoles = roles == null ? user.roles() : roles;
            boolean shut = disabled == null ? user.disabled() : disabled;
            return new Step(
                    newRoles.contains("admin") && !shut,
                    () -> connection
                            .preparedQuery(CHANGE)
                            .execute(Tuple.of(
                                    username,
                                    newRoles.stream().sorted().toArray(String[]::new),
                                    shut,
                                    clock.instant().atOffset(ZoneOffset.UTC))));
        });
    }

    /// Removes the account and its personal tokens. Its username stays taken for ever.
    public Uni<Outcome> delete(String username) {
        return unlessLast(
                username,
                (connection, user) ->
                        new Step(false, () -> connection.preparedQuery(DELETE).execute(Tuple.of(username))));
    }

    /// What is to be done with an account.
    ///
    /// @param leavesAdmin whether the account is an administrator who can sign in afterwards
    private record Step(boolean leavesAdmin, Supplier<Uni<RowSet<Row>>> work) {}

    private interface Planned {
        Step of(SqlClient connection, User user);
    }

    private Uni<Outcome> unlessLast(String username, Planned planned) {
        Function<SqlClient, Uni<Outcome>> work = connection -> connection
                .query(LOCK)
                .execute()
                .chain(() -> connection.preparedQuery(FIND).execute(Tuple.of(username)))
                .chain(rows -> {
                    var found = rows.iterator();
                    if (!found.hasNext()) {
                        return Uni.createFrom().item(new Outcome.NoSuchUser());
                    }
                    User user = Users.user(found.next());
                    Step step = planned.of(connection, user);
                    boolean isAdmin = user.roles().contains("admin") && !user.disabled();
                    return !isAdmin || step.leavesAdmin()
                            ? done(step)
                            : othersThere(connection, username)
                                    .chain(others -> others
                                            ? done(step)
                                            : Uni.createFrom().item(new Outcome.LastAdministrator()));
                });
        return pool.withTransaction(work::apply);
    }

    private static Uni<Outcome> done(Step step) {
        return step.work()
                .get()
                .map(rows -> new Outcome.Done(Users.user(rows.iterator().next())));
    }

    private static Uni<Boolean> othersThere(SqlClient connection, String username) {
        return connection
                .preparedQuery(OTHER_ADMINS)
                .execute(Tuple.of(username))
                .map(rows -> rows.iterator().next().getBoolean("there"));
    }

    private static long number(Cursor cursor) {
        try {
            return Long.parseLong(cursor.key());
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }

    private static Page<User> page(RowSet<Row> rows, long total, int limit) {
        List<User> users = new ArrayList<>();
        String next = null;
        long last = 0;
        for (Row row : rows) {
            if (users.size() == limit) {
                next = new Cursor(String.valueOf(last)).encode();
                break;
            }
            users.add(Users.user(row));
            last = row.getLong("number");
        }
        return new Page<>(List.copyOf(users), next, total);
    }
}
