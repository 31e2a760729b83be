package io.nokube.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nokube.gateway.user.Accounts;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.problem.ProblemException;
import io.nokube.testkit.SteppableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Accounts whose owners know no password, since they sign in with an account from elsewhere.
class AccountDeletionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DeletionRequest WITHOUT_PASSWORD = new DeletionRequest(null);
    private static final GatewayDatabase DATABASE = GatewayDatabase.start();
    private final SteppableClock clock = new SteppableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Users users = new Users(DATABASE.pool());
    private final Passwords passwords = new Passwords();
    private final AccountDeletion deletion = new AccountDeletion(
            users,
            new Accounts(DATABASE.pool(), clock),
            passwords,
            new LoginAttempts(DATABASE.pool(), clock),
            new Sessions(DATABASE.pool(), clock),
            clock);

    @AfterAll
    static void stopDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void stopPasswords() {
        passwords.stop();
    }

    @Test
    void whoSignedInElsewhereJustNowNeedsNoPassword() {
        add("switch", true);

        delete("switch", clock.instant().minus(Duration.ofMinutes(5)));

        assertThat(users.find("switch").await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void anOldSessionIsNotEnough() {
        add("apoc", true);

        assertThatThrownBy(() -> delete(
                        "apoc", clock.instant().minus(Duration.ofMinutes(5)).minusSeconds(1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(
                                        refused.problem().errors().getFirst().message())
                                .contains("five minutes"));
        assertThat(users.find("apoc").await().atMost(PATIENCE)).isPresent();
    }

    @Test
    void whoHasAPasswordProvesIt() {
        add("dozer", false);

        assertThatThrownBy(() -> delete("dozer", clock.instant())).isInstanceOf(ProblemException.class);
        assertThat(users.find("dozer").await().atMost(PATIENCE)).isPresent();
    }

    private void delete(String username, Instant signedInAt) {
        deletion.delete(username, WITHOUT_PASSWORD, signedInAt, "192.0.2.1")
                .await()
                .atMost(PATIENCE);
    }

    private void add(String username, boolean elsewhere) {
        users.add(new User(username, username + "@example.com", "no hash", Set.of("user"), clock.instant()))
                .await()
                .atMost(PATIENCE);
        if (elsewhere) {
            DATABASE.pool()
                    .query("INSERT INTO gateway.external_identities (issuer, subject, username, created_at) VALUES"
                            + " ('https://id.example', '%s', '%s', now())".formatted(username, username))
                    .execute()
                    .await()
                    .atMost(PATIENCE);
        }
    }
}
