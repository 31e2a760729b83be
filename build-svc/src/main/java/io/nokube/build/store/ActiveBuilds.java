package io.nokube.build.store;

import java.time.Duration;
import java.util.Map;

/// The builds of all replicas that are not over.
///
/// @param byStatus how many there are with each status's word
/// @param oldest since when the one waits that was accepted first; zero where there is none
public record ActiveBuilds(Map<String, Long> byStatus, Duration oldest) {
    public static final ActiveBuilds NONE = new ActiveBuilds(Map.of(), Duration.ZERO);

    public ActiveBuilds {
        byStatus = Map.copyOf(byStatus);
    }
}
