package io.nokube.gateway.auth;

import io.nokube.gateway.auth.LoginThrottle.Failures;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Remembers failed logins by user and address, the latest of them. Each replica counts for itself, so that with n
/// replicas a guesser gets up to n times the tries.
@Singleton
class LoginAttempts {
    private static final int CAPACITY = 10_000;

    private final Clock clock;
    private final LoginThrottle throttle = LoginThrottle.STANDARD;
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > CAPACITY;
        }
    };

    record Key(String username, String address) {}

    LoginAttempts(Clock clock) {
        this.clock = clock;
    }

    /// Counts an attempt as failed before it is made, since many made at once must not all slip through. Returns how
    /// long to wait instead, where too many failed; then it does not count.
    synchronized Duration begin(Key key) {
        Instant now = clock.instant();
        Failures before = failures.getOrDefault(key, Failures.NONE);
        Duration wait = throttle.waitingTime(before, now);
        if (wait.isZero()) {
            failures.put(key, throttle.afterFailure(before, now));
        }
        return wait;
    }

    synchronized void succeeded(Key key) {
        failures.remove(key);
    }
}
