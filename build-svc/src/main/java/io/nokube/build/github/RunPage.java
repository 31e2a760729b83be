package io.nokube.build.github;

import io.nokube.build.Run;
import java.util.List;

/// One page of the list of runs.
///
/// @param runs the newest first
/// @param more whether there may be older ones on the next page
public record RunPage(List<Run> runs, boolean more) {
    public RunPage {
        runs = List.copyOf(runs);
    }
}
