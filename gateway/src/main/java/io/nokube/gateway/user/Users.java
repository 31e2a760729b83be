package io.nokube.gateway.user;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The table of accounts.
@Singleton
public class Users {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String COLUMNS = "username, email, password_hash, roles, created_at, generation, disabled_at";
    private static final String FIND = "SELECT " + COLUMNS + " FROM gateway.users WHERE username = $1";
    private static final String CHANGE_PASSWORD =
            "UPDATE gateway.users SET password_hash = $2, generation = generation + 1 WHERE username = $1 RETURNING "
                    + COLUMNS;
    private static final String ADD =
            "WITH given AS (INSERT INTO gateway.given_usernames (username, given_at) VALUES ($1, $5))"
                    + " INSERT INTO gateway.users (username, email, password_hash, roles, created_at)"
                    + " VALUES ($1, $2, $3, $4, $5)";
    private static final String TAKEN =
            "SELECT EXISTS (SELECT FROM gateway.given_usernames WHERE username = $1) AS username,"
                    + " EXISTS (SELECT FROM gateway.users WHERE lower(email) = lower($2)) AS email";

    private static final String ELSEWHERE =
            "SELECT EXISTS (SELECT FROM gateway.external_identities WHERE username = $1) AS elsewhere";

    private final Pool pool;

    public Users(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<User>> find(String username) {
        return pool.preparedQuery(FIND).execute(Tuple.of(username)).map(Users::first);
    }

    /// Adds `user`, unless somebody has or had its username, or has its email address (in whatever case).
    public Uni<Added> add(User user) {
        Tuple values = Tuple.of(
                user.username(),
                user.email(),
                user.passwordHash(),
                user.roles().stream().sorted().toArray(String[]::new),
                user.createdAt().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(ADD)
                .execute(values)
                .<Added>map(added -> new Added.Done(user))
                .onFailure(Users::isTaken)
                .recoverWithUni(failure -> whatIsTaken(user));
    }

    /// Gives the account a new password and a new generation; empty where there is no such account.
    public Uni<Optional<User>> changePassword(String username, String passwordHash) {
        return pool.preparedQuery(CHANGE_PASSWORD)
                .execute(Tuple.of(username, passwordHash))
                .map(Users::first);
    }

    /// Whether the account's owner signs in with an account from elsewhere.
    public Uni<Boolean> signsInElsewhere(String username) {
        return pool.preparedQuery(ELSEWHERE)
                .execute(Tuple.of(username))
                .map(rows -> rows.iterator().next().getBoolean("elsewhere"));
    }

    private Uni<Added> whatIsTaken(User user) {
        return pool.preparedQuery(TAKEN)
                .execute(Tuple.of(user.username(), user.email()))
                .map(rows -> taken(rows.iterator().next()));
    }

    private static Added taken(Row row) {
        List<String> fields = new ArrayList<>();
        for (String field : List.of("username", "email")) {
            if (row.getBoolean(field)) {
                fields.add(field);
            }
        }
        return new Added.Taken(fields);
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
    }

    private static Optional<User> first(RowSet<Row> rows) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(user(iterator.next())) : Optional.empty();
    }

    /// An account from a row of its table.
    public static User user(Row row) {
        return new User(
                row.getString("username"),
                row.getString("email"),
                row.getString("password_hash"),
                Set.of(row.getArrayOfStrings("roles")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("generation"),
                row.getOffsetDateTime("disabled_at") != null);
    }
}
