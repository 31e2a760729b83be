package io.nokube.build.it;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Time that goes by faster, so that waits of minutes can be waited out. Two of them that began at one time agree.
final class FastClock extends Clock {
    static final int FACTOR = 20;

    private final Instant start;

    FastClock(Instant start) {
        this.start = start;
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.between(start, Clock.systemUTC().instant()).multipliedBy(FACTOR));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("NoKube's times are UTC");
    }
}
