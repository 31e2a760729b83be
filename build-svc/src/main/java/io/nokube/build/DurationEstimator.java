package io.nokube.build;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a build will take, from how long those before it took.
public final class DurationEstimator {
    /// How many of the last builds count.
    public static final int SAMPLE = 5;

    private DurationEstimator() {}

    /// The median of `seconds`, which one exceptional build cannot move; null where there is none.
    public static @Nullable Integer estimate(List<Integer> seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        List<Integer> sorted = seconds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
