package io.nokube.build;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The one word that the API says about a build.
public enum BuildStatus {
    PENDING,
    BUILDING,
    CANCELLING,
    SUCCESS,
    FAILED,
    CANCELLED;

    public static Optional<BuildStatus> parse(String word) {
        return Stream.of(values()).filter(status -> status.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return this == SUCCESS || this == FAILED || this == CANCELLED;
    }
}
