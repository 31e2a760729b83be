package io.nokube.build.github;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Remembers what GitHub said about its limits, and keeps requests back while it asks for that.
@ApplicationScoped
public class RateGate {
    /// What GitHub asks for where it limits without saying until when.
    static final Duration UNSAID = Duration.ofSeconds(60);

    /// The time of a reset comes without its fraction.
    private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);

    private final Clock clock;
    private volatile Instant closedUntil = Instant.EPOCH;
    private volatile Rate rate = Rate.UNKNOWN;

    public RateGate(Clock clock) {
        this.clock = clock;
    }

    /// The primary limit as of the last answer.
    ///
    /// @param remaining requests left until `reset`; [Integer#MAX_VALUE] where GitHub did not say
    public record Rate(int remaining, Instant reset) {
        public static final Rate UNKNOWN = new Rate(Integer.MAX_VALUE, Instant.EPOCH);
    }

    /// Until when no request may be sent; null where one may be.
    public @Nullable Instant closedUntil() {
        Instant until = closedUntil;
        return clock.instant().isBefore(until) ? until : null;
    }

    public Rate rate() {
        return clock.instant().isBefore(rate.reset()) ? rate : Rate.UNKNOWN;
    }

    /// Takes note of an answer.
    ///
    /// @return until when it limits the caller; null where it does not
    @Nullable
    Instant note(Reply reply) {
        Instant now = clock.instant();
        Integer remaining = reply.number("X-RateLimit-Remaining");
        Integer reset = reply.number("X-RateLimit-Reset");
        Instant resetAt = reset == null ? null : Instant.ofEpochSecond(reset);
        if (remaining != null && resetAt != null) {
            rate = new Rate(remaining, resetAt);
        }
        if (!reply.isLimit()) {
            return null;
        }
        Integer retryAfter = reply.number("Retry-After");
        Instant until = now.plus(UNSAID);
        if (retryAfter != null) {
            until = now.plusSeconds(retryAfter);
        } else if (remaining != null && remaining == 0 && resetAt != null) {
            until = (resetAt.isAfter(now) ? resetAt : now).plus(WHOLE_SECONDS);
        }
        closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
        return until;
    }
}
