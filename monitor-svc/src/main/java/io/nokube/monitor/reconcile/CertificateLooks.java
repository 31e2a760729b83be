package io.nokube.monitor.reconcile;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.nokube.monitor.app.AppModel;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When an issued certificate is looked at again: that cert-manager cannot renew it shows in no object that is
/// followed.
///
/// It is one request for each app with an issuer in each period, and none for what makes the app due in between.
@Singleton
public class CertificateLooks {
    /// cert-manager begins to renew when a third of a certificate's time is left (its documentation), which is weeks.
    static final Duration PERIOD = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Instant> next;

    public CertificateLooks(Clock clock) {
        this.clock = clock;
        // Apps that are gone are forgotten; those that are there are asked for at least once in a period.
        Cache<String, Instant> kept = CacheBuilder.newBuilder()
                .expireAfterAccess(PERIOD.multipliedBy(3))
                .build();
        this.next = kept.asMap();
    }

    boolean isDue(AppModel app) {
        return !clock.instant().isBefore(next(app.uid()));
    }

    void looked(AppModel app) {
        next.put(app.uid(), clock.instant().plus(PERIOD));
    }

    /// @return at least a second
    Duration untilNext(AppModel app) {
        Duration left = Duration.between(clock.instant(), next(app.uid()));
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /// After a start not all apps at once: each at its own moment of the first period.
    private Instant next(String uid) {
        @Nullable Instant known = next.get(uid);
        if (known != null) {
            return known;
        }
        long share = Math.floorMod(uid.hashCode(), PERIOD.toSeconds());
        return next.computeIfAbsent(uid, _ -> clock.instant().plusSeconds(share + 1));
    }
}
