package io.nokube.gateway.upstream;

import java.time.Duration;

/// What the requests to one address say about it; nobody else is asked.
///
/// An address that fails [#TOLERATED] times in a row is out for a while, for twice as long each time. After that it
/// gets
/// requests again, and is out at once if the first one fails; the first that succeeds makes up for all.
///
/// @param failures in a row
/// @param ejections since it was last well
/// @param outUntil on the clock of `now`, in nanoseconds; only of meaning where `ejections` is more than 0
public record Health(int failures, int ejections, long outUntil) {
    public static final Health WELL = new Health(0, 0, 0);

    static final int TOLERATED = 3;
    static final Duration FIRST_EJECTION = Duration.ofSeconds(5);
    static final Duration LONGEST_EJECTION = Duration.ofSeconds(60);

    /// After another request that got no answer.
    Health failed(long now) {
        int inRow = failures + 1;
        boolean isOver = inRow >= TOLERATED || ejections > 0;
        if (!isOver) {
            return new Health(inRow, 0, 0);
        }
        if (isOut(now)) {
            // Under way since before: it says nothing new.
            return this;
        }
        return new Health(inRow, ejections + 1, now + ejection(ejections).toNanos());
    }

    boolean isOut(long now) {
        return ejections > 0 && outUntil - now > 0;
    }

    /// @param before how many there were
    private static Duration ejection(int before) {
        Duration doubled = FIRST_EJECTION.multipliedBy(1L << Math.min(before, 10));
        return doubled.compareTo(LONGEST_EJECTION) < 0 ? doubled : LONGEST_EJECTION;
    }
}
