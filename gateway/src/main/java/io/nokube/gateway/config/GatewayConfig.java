package io.nokube.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The gateway's settings; `nokube.build-svc-url` is the environment variable `NOKUBE_BUILD_SVC_URL`, and so on.
/// `NOKUBE_DB_URL` is read by `io.nokube.web.DatabaseUrlSource`.
@ConfigMapping(prefix = "nokube")
public interface GatewayConfig {
    /// `NOKUBE_BUILD_SVC_URL`: where build-svc is, as `http(s)://host[:port]`. Required.
    Optional<String> buildSvcUrl();

    /// `NOKUBE_MONITOR_SVC_URL`: where monitor-svc is, as `http(s)://host[:port]`. Required.
    Optional<String> monitorSvcUrl();

    Auth auth();

    Admin admin();

    Upstream upstream();

    Audit audit();

    /// Accounts and tokens.
    interface Auth {
        /// `NOKUBE_AUTH_REGISTRATION`: whether anybody may make an account (`open`) or nobody (`closed`).
        @WithDefault("closed")
        Registration registration();

        /// `NOKUBE_AUTH_TOKEN_LIFETIME`: how long a token is good for, such as `12h` or `45m`: how often people are
        /// asked to sign in again.
        @WithDefault("12h")
        Duration tokenLifetime();
    }

    /// The first administrator, made at start where the username is free. Both or neither of the first two are set.
    interface Admin {
        /// `NOKUBE_ADMIN_USERNAME`
        Optional<String> username();

        /// `NOKUBE_ADMIN_PASSWORD`: only read when the account is made. Changing it later does not change the account's
        /// password: a setting that is still lying around must not undo what its owner chose.
        Optional<String> password();

        /// `NOKUBE_ADMIN_EMAIL`
        @WithDefault("admin@localhost")
        String email();
    }

    /// The services behind the gateway.
    interface Upstream {
        /// `NOKUBE_UPSTREAM_TIMEOUT`: how long a service may take until its answer begins. A begun answer, such as an
        /// event stream, may take as long as it likes.
        @WithDefault("30s")
        Duration timeout();

        /// `NOKUBE_UPSTREAM_CONNECTIONS`: at most so many to each service. Every open event stream takes one.
        @WithDefault("2048")
        int connections();
    }

    /// What happened to accounts and tokens.
    interface Audit {
        /// `NOKUBE_AUDIT_RETENTION`: how long it is kept, such as `365d`.
        @WithDefault("365d")
        Duration retention();
    }

    enum Registration {
        OPEN,
        CLOSED
    }
}
