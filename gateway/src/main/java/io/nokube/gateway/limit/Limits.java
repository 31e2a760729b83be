package io.nokube.gateway.limit;

import io.github.bucket4j.TimeMeter;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.config.Quota;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what users and addresses do, in token buckets.
///
/// They are this replica's own, so that counting costs no round trip: behind a balancer, n replicas let through up to n
/// times as much. What must be exact is not left to them: the builds one user may have running are build-svc's, in its
/// database. A name that somebody typed has no bucket: with one, anybody could keep its owner from signing in.
@Singleton
public class Limits {
    /// In each table; a bucket takes about 300 bytes.
    private static final int SENDERS = 20_000;

    private final Map<Activity, Buckets> users = new EnumMap<>(Activity.class);
    private final Map<Activity, Buckets> addresses = new EnumMap<>(Activity.class);

    @Inject
    Limits(GatewayConfig config) {
        this(config.limit(), TimeMeter.SYSTEM_NANOTIME);
    }

    Limits(GatewayConfig.Limit limit, TimeMeter time) {
        add(users, Activity.REQUESTS, limit.userRequests(), time);
        add(users, Activity.LOGINS, limit.userLogins(), time);
        add(users, Activity.BUILDS, limit.userBuilds(), time);
        add(users, Activity.DEPLOYS, limit.userDeploys(), time);
        add(addresses, Activity.REQUESTS, limit.addressRequests(), time);
        add(addresses, Activity.LOGINS, limit.addressLogins(), time);
        add(addresses, Activity.BUILDS, limit.addressBuilds(), time);
        add(addresses, Activity.DEPLOYS, limit.addressDeploys(), time);
    }

    /// Counts a request of the signed-in user `username`.
    public Allowance takeAsUser(String username, String method, String path) {
        return take(users, username, method, path);
    }

    /// Counts a request that came from `address`, whoever sent it.
    public Allowance takeFrom(@Nullable String address, String method, String path) {
        return take(addresses, Addresses.sender(address), method, path);
    }

    private static void add(Map<Activity, Buckets> to, Activity activity, String quota, TimeMeter time) {
        Quota.parse(quota).ifPresent(limit -> to.put(activity, new Buckets(limit, SENDERS, time)));
    }

    private static Allowance take(Map<Activity, Buckets> all, String key, String method, String path) {
        Allowance general = take(all, Activity.REQUESTS, key);
        Optional<Activity> particular = Activity.of(method, path);
        return general.granted() && particular.isPresent()
                ? general.tighter(take(all, particular.get(), key))
                : general;
    }

    private static Allowance take(Map<Activity, Buckets> all, Activity activity, String key) {
        Buckets buckets = all.get(activity);
        return buckets == null ? Allowance.UNLIMITED : buckets.take(key);
    }
}
