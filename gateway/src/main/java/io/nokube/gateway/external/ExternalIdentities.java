package io.nokube.gateway.external;

import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/// The table of who accounts' owners are elsewhere.
@Singleton
class ExternalIdentities {
    private static final String FIND = "SELECT users.* FROM gateway.external_identities"
            + " JOIN gateway.users USING (username) WHERE issuer = $1 AND subject = $2";
    private static final String LINK =
            "INSERT INTO gateway.external_identities AS known (issuer, subject, username, created_at)"
                    + " VALUES ($1, $2, $3, $4) ON CONFLICT (issuer, subject)"
                    + " DO UPDATE SET username = known.username RETURNING username";

    private final Pool pool;
    private final Clock clock;

    ExternalIdentities(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// The account of `identity`.
    Uni<Optional<User>> find(ExternalIdentity identity) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(identity.issuer(), identity.subject()))
                .map(rows -> {
                    var iterator = rows.iterator();
                    return iterator.hasNext() ? Optional.of(Users.user(iterator.next())) : Optional.empty();
                });
    }

    /// Makes `identity` a way into the account `username`, unless it is one into another account.
    ///
    /// @return whose it is now
    Uni<String> link(ExternalIdentity identity, String username) {
        Tuple values = Tuple.of(
                identity.issuer(), identity.subject(), username, clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(LINK)
                .execute(values)
                .map(rows -> rows.iterator().next().getString("username"));
    }
}
