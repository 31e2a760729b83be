package io.nokube.gateway.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What a caller may still do after a request was counted. Pure.
///
/// @param granted whether the request may go on
/// @param limit how many may be made at once
/// @param remaining how many of those are left
/// @param delay where it was granted, until all are back; else until the next may be made
public record Allowance(boolean granted, long limit, long remaining, Duration delay) {
    /// Where nothing is counted.
    static final Allowance UNLIMITED = new Allowance(true, Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);

    /// The one of the two that a caller has to mind: the refused one, else that with the least left.
    public Allowance tighter(Allowance other) {
        if (granted != other.granted) {
            return granted ? other : this;
        }
        return other.remaining < remaining ? other : this;
    }

    /// In the words of draft-ietf-httpapi-ratelimit-headers-06, whose three fields clients know; later drafts put all
    /// into one structured field. `RateLimit-Reset` and `Retry-After` mean the same moment, as that draft asks.
    public Map<String, String> headers() {
        if (limit == Long.MAX_VALUE) {
            return Map.of();
        }
        String seconds = Long.toString(Math.max(1, delay.plusNanos(999_999_999).toSeconds()));
        Map<String, String> counted = Map.of(
                "RateLimit-Limit",
                Long.toString(limit),
                "RateLimit-Remaining",
                Long.toString(remaining),
                "RateLimit-Reset",
                seconds);
        return granted ? counted : withRetryAfter(counted, seconds);
    }

    private static Map<String, String> withRetryAfter(Map<String, String> headers, String seconds) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Retry-After", seconds);
        return Map.copyOf(all);
    }
}
