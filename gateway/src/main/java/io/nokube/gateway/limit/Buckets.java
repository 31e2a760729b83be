package io.nokube.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.nokube.gateway.config.Quota;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One token bucket for each of those who asked last. Whoever asks much is asked about much, and so is never forgotten
/// before somebody who asks little: making up addresses frees nobody from a limit, and costs no memory beyond a bound.
final class Buckets {
    private final Quota quota;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets;

    Buckets(Quota quota, int capacity, TimeMeter time) {
        this.quota = quota;
        this.time = time;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > capacity;
            }
        };
    }

    /// Counts a request of `key`.
    Allowance take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        long wait = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return new Allowance(probe.isConsumed(), quota.burst(), probe.getRemainingTokens(), Duration.ofNanos(wait));
    }

    synchronized int size() {
        return buckets.size();
    }

    private synchronized Bucket bucket(String key) {
        return buckets.computeIfAbsent(key, absent -> full());
    }

    private Bucket full() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(quota.burst()).refillGreedy(quota.amount(), quota.period()))
                .build();
    }
}
