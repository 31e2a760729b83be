package io.nokube.gateway.lifecycle;

import io.nokube.gateway.auth.Passwords;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.user.Added;
import io.nokube.gateway.user.User;
import io.nokube.gateway.user.Users;
import io.nokube.identity.Role;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jboss.logging.Logger;

/// Makes the account in `NOKUBE_ADMIN_USERNAME` where there is none of that name. An existing account is left as it is,
/// its password and roles too: a setting must not be a way around what its owner chose.
@Singleton
class FirstAdministrator {
    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);

    private final GatewayConfig.Admin config;
    private final Users users;
    private final Passwords passwords;
    private final Clock clock;

    FirstAdministrator(GatewayConfig config, Users users, Passwords passwords, Clock clock) {
        this.config = config.admin();
        this.users = users;
        this.passwords = passwords;
        this.clock = clock;
    }

    Uni<Void> ensure() {
        if (config.username().isEmpty() || config.password().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String username = config.username().get();
        String password = config.password().get();
        return users.find(username).chain(existing -> {
            if (existing.isEmpty()) {
                return create(username, password);
            }
            warnUnlessAdmin(existing.get());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> create(String username, String password) {
        return passwords
                .hash(password)
                .chain(hash -> users.add(new User(
                        username,
                        config.email(),
                        hash,
                        Set.of(Role.USER, Role.ADMIN),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))))
                .invoke(added -> log(username, added))
                .replaceWithVoid();
    }

    private static void log(String username, Added added) {
        switch (added) {
            case Added.Done done -> LOG.infof("Created administrator: username=%s", username);
            // By another replica that started at the same moment, or the address is another user's.
            case Added.Taken taken ->
                LOG.warnf("Did not create administrator: username=%s taken=%s", username, taken.fields());
        }
    }

    private static void warnUnlessAdmin(User user) {
        if (!user.roles().contains(Role.ADMIN)) {
            LOG.warnf(
                    "Left account as it is: username=%s is named by NOKUBE_ADMIN_USERNAME but is no administrator",
                    user.username());
        }
    }
}
