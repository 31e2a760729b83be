package io.nokube.gateway.edge;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times of the access log: RFC 3339 in UTC, to the microsecond. What is the same for a whole second is made once
/// for it: formatting it for every line takes longer than all the rest of the line.
final class Timestamps {
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int ONE_MORE_DIGIT = 1_000_000;

    private volatile Second last = second(Instant.EPOCH);

    /// @param start without the fraction and the `Z`
    private record Second(long epoch, String start) {}

    /// As in `2026-11-28T09:30:00.000250Z`.
    String format(Instant time) {
        Second second = last;
        if (second.epoch() != time.getEpochSecond()) {
            second = second(time);
            last = second;
        }
        // With a digit in front, so that none of the zeros are lost.
        String micros = Integer.toString(ONE_MORE_DIGIT + time.getNano() / NANOS_PER_MICRO);
        return second.start() + "." + micros.substring(1) + "Z";
    }

    private static Second second(Instant time) {
        String whole = time.truncatedTo(ChronoUnit.SECONDS).toString();
        return new Second(time.getEpochSecond(), whole.substring(0, whole.length() - 1));
    }
}
