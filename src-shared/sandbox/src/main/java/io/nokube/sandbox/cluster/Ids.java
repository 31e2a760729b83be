package io.nokube.sandbox.cluster;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;

/// Time and chance, in one place.
final class Ids {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;

    private final Clock clock;
    private final Random random = new Random();

    Ids(Clock clock) {
        this.clock = clock;
    }

    String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    long nowSeconds() {
        return clock.instant().getEpochSecond();
    }

    String uid() {
        return UUID.randomUUID().toString();
    }

    String suffix() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
