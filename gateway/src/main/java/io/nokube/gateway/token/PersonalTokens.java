package io.nokube.gateway.token;

import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.paging.Cursor;
import io.nokube.paging.Limit;
import io.nokube.paging.Page;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The table of personal access tokens.
@Singleton
public class PersonalTokens {
    private static final Logger LOG = Logger.getLogger(PersonalTokens.class);
    private static final int MOST = 50;
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String COLUMNS = "id, name, hint, created_at, expires_at, last_used_at";
    private static final String ADD =
            "INSERT INTO gateway.personal_tokens (username, name, hash, hint, created_at, expires_at)"
                    + " SELECT $1, $2, $3, $4, $5, $6 WHERE"
                    + " (SELECT count(*) FROM gateway.personal_tokens WHERE username = $1) < " + MOST + " RETURNING "
                    + COLUMNS;
    private static final String LIST = "SELECT " + COLUMNS + " FROM gateway.personal_tokens"
            + " WHERE username = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    private static final String COUNT = "SELECT count(*) AS total FROM gateway.personal_tokens WHERE username = $1";
    private static final String REMOVE =
            "DELETE FROM gateway.personal_tokens WHERE username = $1 AND id = $2 RETURNING name";
    private static final String FIND = "SELECT t.id AS token_id, t.expires_at AS token_expires_at, u.*"
            + " FROM gateway.personal_tokens t JOIN gateway.users u USING (username)"
            + " WHERE t.hash = $1 AND (t.expires_at IS NULL OR t.expires_at > $2) AND u.disabled_at IS NULL";
    /// To the minute: a token that is used a thousand times a second is not written a thousand times.
    private static final String USED = "UPDATE gateway.personal_tokens SET last_used_at = $2::timestamptz"
            + " WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')";

    private final Pool pool;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public PersonalTokens(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// A token that is good now, and whose it is.
    ///
    /// @param expiresAt null where it never expires
    public record Found(User user, @Nullable Instant expiresAt) {}

    /// @throws ProblemException 409, where the name is taken or there are too many
    Uni<PersonalTokenView> add(String username, NewPersonalToken request) {
        TokenSecret secret = TokenSecret.next(random);
        Instant now = clock.instant();
        String name = Objects.requireNonNull(request.name()).strip();
        return pool.preparedQuery(ADD)
                .execute(Tuple.from(
                        List.of(username, name, secret.hash(), secret.hint(), at(now), at(request.expiresAt(now)))))
                .onFailure(PersonalTokens::isTaken)
                .transform(taken -> new ProblemException(
                        ProblemType.CONFLICT, "You have a token of this name. Choose another name or delete that one."))
                .map(rows -> {
                    if (rows.rowCount() == 0) {
                        throw new ProblemException(
                                ProblemType.CONFLICT, "You have " + MOST + " tokens. Delete one that is not used.");
                    }
                    return view(rows.iterator().next()).with(secret);
                });
    }

    Uni<Page<PersonalTokenView>> list(String username, @Nullable Cursor cursor, Limit limit) {
        long before = cursor == null ? Long.MAX_VALUE : number(cursor.key()).orElseThrow(Cursor::invalid);
        Uni<RowSet<Row>> rows = pool.preparedQuery(LIST).execute(Tuple.of(username, before, limit.value() + 1));
        Uni<Long> total = pool.preparedQuery(COUNT)
                .execute(Tuple.of(username))
                .map(counted -> counted.iterator().next().getLong("total"));
        return Uni.combine()
                .all()
                .unis(rows, total)
                .asTuple()
                .map(both -> page(both.getItem1(), both.getItem2(), limit.value()));
    }

    /// The name of the token that is gone now.
    ///
    /// @throws ProblemException 404, where `username` has no such token
    Uni<String> remove(String username, String id) {
        long number = number(id).orElseThrow(ProblemException::notFound);
        return pool.preparedQuery(REMOVE).execute(Tuple.of(username, number)).map(removed -> {
            if (removed.rowCount() == 0) {
                throw ProblemException.notFound();
            }
            return removed.iterator().next().getString("name");
        });
    }

    /// The token whose text is `secret`, if it is good now. That it was used is noted.
    public Uni<Optional<Found>> find(TokenSecret secret) {
        OffsetDateTime now = at(clock.instant());
        return pool.preparedQuery(FIND).execute(Tuple.of(secret.hash(), now)).map(rows -> {
            var found = rows.iterator();
            if (!found.hasNext()) {
                return Optional.empty();
            }
            Row row = found.next();
            noteUse(row.getLong("token_id"), now);
            return Optional.of(new Found(Users.user(row), instant(row, "token_expires_at")));
        });
    }

    private void noteUse(long id, OffsetDateTime now) {
        pool.preparedQuery(USED)
                .execute(Tuple.of(id, now))
                .subscribe()
                .with(done -> {}, failure -> LOG.warn("The use of a token was not noted", failure));
    }

    private static Page<PersonalTokenView> page(RowSet<Row> rows, long total, int limit) {
        List<PersonalTokenView> tokens = new ArrayList<>();
        rows.forEach(row -> tokens.add(view(row)));
        boolean more = tokens.size() > limit;
        List<PersonalTokenView> items = more ? tokens.subList(0, limit) : tokens;
        String next = more ? new Cursor(String.valueOf(items.getLast().id())).encode() : null;
        return new Page<>(List.copyOf(items), next, total);
    }

    private static PersonalTokenView view(Row row) {
        return new PersonalTokenView(
                row.getLong("id"),
                row.getString("name"),
                row.getString("hint"),
                null,
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException e && UNIQUE_VIOLATION.equals(e.getSqlState());
    }
}
