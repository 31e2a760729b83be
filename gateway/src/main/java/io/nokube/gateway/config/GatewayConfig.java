package io.nokube.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The gateway's settings; `nokube.build-svc-url` is the environment variable `NOKUBE_BUILD_SVC_URL`, and so on.
/// `NOKUBE_DB_URL` is read by `io.nokube.web.DatabaseUrlSource`.
@ConfigMapping(prefix = "nokube")
public interface GatewayConfig {
    /// `NOKUBE_BUILD_SVC_URL`: where build-svc is, as `http(s)://host[:port]`. Required. Several addresses of it,
    /// separated
    /// by commas, take turns; one that fails is left out until it is well.
    Optional<String> buildSvcUrl();

    /// `NOKUBE_MONITOR_SVC_URL`: where monitor-svc is, in the same form. Required.
    Optional<String> monitorSvcUrl();

    /// `NOKUBE_BUILD_SVC_HEALTH_URL`: where build-svc's management port is, for administrators who want to know how it
    /// is, in the same form. Port 9000 of the hosts in `NOKUBE_BUILD_SVC_URL` where this says nothing.
    Optional<String> buildSvcHealthUrl();

    /// `NOKUBE_MONITOR_SVC_HEALTH_URL`: the same for monitor-svc.
    Optional<String> monitorSvcHealthUrl();

    /// `NOKUBE_PUBLIC_URL`: where people reach NoKube, as `https://host[:port]`. Only needed to sign in with providers.
    Optional<String> publicUrl();

    Auth auth();

    Tls tls();

    SignIn signIn();

    Admin admin();

    Upstream upstream();

    Audit audit();

    Limit limit();

    Cors cors();

    /// `NOKUBE_ACCESS_LOG`: `on` for a line of JSON on standard output for each request.
    @WithDefault("off")
    Switch accessLog();

    /// `NOKUBE_CLIENT_TIMEOUT`: how long a client may take to send the head of a request, and then its body; after
    /// that its connection is closed.
    @WithDefault("30s")
    Duration clientTimeout();

    /// TLS at the gateway itself; without it, it is the work of whatever is in front. Read by [TlsSource].
    interface Tls {
        /// `NOKUBE_TLS_CERTIFICATE`: file with the certificate and those that lead to its authority (PEM).
        /// With it and the key the gateway serves TLS, with HTTP/2 and HTTP/1.1, on `QUARKUS_HTTP_SSL_PORT`
        /// (8443). It is read again every hour.
        Optional<String> certificate();

        /// `NOKUBE_TLS_KEY`: file with the certificate's private key (PEM).
        Optional<String> key();
    }

    /// Accounts and tokens.
    interface Auth {
        /// `NOKUBE_AUTH_REGISTRATION`: whether anybody may make an account (`open`) or nobody (`closed`).
        @WithDefault("closed")
        Registration registration();

        /// `NOKUBE_AUTH_TOKEN_LIFETIME`: how long a token is good for, such as `12h` or `45m`: how often people are
        /// asked to sign in again.
        @WithDefault("12h")
        Duration tokenLifetime();

        /// `NOKUBE_AUTH_KEY_AGE`: how old a signing key gets until another one takes its place.
        @WithDefault("90d")
        Duration keyAge();
    }

    /// Signing in with an account from elsewhere. A provider is on when it is configured.
    interface SignIn {
        /// `NOKUBE_SIGN_IN_ACCOUNTS`: whether somebody who comes for the first time gets an account (`open`) or must
        /// have linked one (`closed`). As `NOKUBE_AUTH_REGISTRATION` says where this says nothing.
        Optional<Registration> accounts();

        Oidc oidc();

        GitHub github();
    }

    /// Any OpenID Connect provider. All or none of the first three are set.
    interface Oidc {
        /// `NOKUBE_SIGN_IN_OIDC_ISSUER`: an OpenID Connect provider, exactly as the provider names itself.
        Optional<String> issuer();

        /// `NOKUBE_SIGN_IN_OIDC_CLIENT_ID`: what the provider calls this installation.
        Optional<String> clientId();

        /// `NOKUBE_SIGN_IN_OIDC_CLIENT_SECRET`: what the provider gave with it.
        Optional<String> clientSecret();

        /// `NOKUBE_SIGN_IN_OIDC_NAME`: what the button says after "Continue with".
        @WithDefault("single sign-on")
        String name();
    }

    /// An OAuth app at GitHub. Both or neither of the first two are set.
    interface GitHub {
        /// `NOKUBE_SIGN_IN_GITHUB_CLIENT_ID`: the OAuth app's.
        Optional<String> clientId();

        /// `NOKUBE_SIGN_IN_GITHUB_CLIENT_SECRET`: the OAuth app's.
        Optional<String> clientSecret();

        /// `NOKUBE_SIGN_IN_GITHUB_URL`: where GitHub is; another one for a GitHub Enterprise Server.
        @WithDefault("https://github.com")
        String url();
    }

    /// The first administrator, made at start where the username is free. Both or neither of the first two are set.
    interface Admin {
        /// `NOKUBE_ADMIN_USERNAME`: of the first administrator, made at start where nobody has it.
        Optional<String> username();

        /// `NOKUBE_ADMIN_PASSWORD`: of the first administrator, only read when the account is made. Changing it later
        /// does not change the account's
        /// password: a setting that is still lying around must not undo what its owner chose.
        Optional<String> password();

        /// `NOKUBE_ADMIN_EMAIL`: of the first administrator.
        @WithDefault("admin@localhost")
        String email();
    }

    /// The services behind the gateway.
    interface Upstream {
        /// `NOKUBE_UPSTREAM_TIMEOUT`: how long a service may take until its answer begins. A begun answer, such as an
        /// event stream, may take as long as it likes.
        @WithDefault("30s")
        Duration timeout();

        /// `NOKUBE_UPSTREAM_CONNECTIONS`: at most so many requests to services are under way at once, each on a
        /// connection of its own, event streams among them. As many as the heap holds where this says nothing,
        /// at 20 kB each and 72 MB for all else: some 4,400 in 160 MB. Never more than 8,192 then.
        Optional<Integer> connections();
    }

    /// What happened to accounts and tokens.
    interface Audit {
        /// `NOKUBE_AUDIT_RETENTION`: how long it is kept what happened to accounts and tokens.
        @WithDefault("365d")
        Duration retention();
    }

    /// How often something may be done, as `60/m burst 120`: so many in a second (`s`), minute (`m`) or hour (`h`),
    /// and so many at once after a pause; `off` where it is not limited. Behind a proxy that is not among
    /// `QUARKUS_HTTP_PROXY_TRUSTED_PROXIES` everybody comes from one address: the limits by address leave room for
    /// that.
    interface Limit {
        /// `NOKUBE_LIMIT_USER_REQUESTS`: all requests of a user, as `60/m burst 120`: so many in a second (`s`),
        /// minute (`m`) or hour (`h`), and so many at once after a pause; `off` where it is not limited. Each
        /// replica counts for itself.
        @WithDefault("1000/s burst 2000")
        String userRequests();

        /// `NOKUBE_LIMIT_USER_OPEN`: at most so many of a user's requests to services are under way at once, event
        /// streams among them; who says no name, such as webhooks, counts as one user. Three quarters of
        /// `NOKUBE_UPSTREAM_CONNECTIONS` where this says nothing.
        Optional<Integer> userOpen();

        /// `NOKUBE_LIMIT_ADDRESS_REQUESTS`: all requests from one address.
        @WithDefault("2000/s burst 4000")
        String addressRequests();

        /// `NOKUBE_LIMIT_USER_LOGINS`: requests that prove a password, by somebody who is signed in.
        @WithDefault("30/m burst 60")
        String userLogins();

        /// `NOKUBE_LIMIT_ADDRESS_LOGINS`: requests from one address that prove or set a password.
        @WithDefault("120/m burst 240")
        String addressLogins();

        /// `NOKUBE_LIMIT_USER_BUILDS`: builds that a user starts.
        @WithDefault("60/m burst 120")
        String userBuilds();

        /// `NOKUBE_LIMIT_ADDRESS_BUILDS`: builds that are started from one address.
        @WithDefault("300/m burst 600")
        String addressBuilds();

        /// `NOKUBE_LIMIT_USER_DEPLOYS`: a user's changes of what runs.
        @WithDefault("120/m burst 300")
        String userDeploys();

        /// `NOKUBE_LIMIT_ADDRESS_DEPLOYS`: changes of what runs, from one address.
        @WithDefault("600/m burst 1200")
        String addressDeploys();
    }

    /// Other web sites' pages.
    interface Cors {
        /// `NOKUBE_CORS_ORIGINS`: which other sites' pages may read answers and act for signed-in users: scheme, host
        /// and port as browsers write them, separated by commas. None by default. With `*` alone every page
        /// may read what it gets with a token of its own, and never with a user's cookie.
        Optional<List<String>> origins();
    }

    enum Switch {
        ON,
        OFF
    }

    enum Registration {
        OPEN,
        CLOSED
    }
}
