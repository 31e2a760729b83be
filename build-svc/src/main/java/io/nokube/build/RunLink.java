package io.nokube.build;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The run that a build became.
///
/// @param url its page, for people; null until GitHub said it
/// @param missingSince since when GitHub has denied knowing it
public record RunLink(
        long id, @Nullable String url, @Nullable Instant missingSince) {
    /// This run, known to be there.
    public RunLink seenAt(@Nullable String page) {
        return new RunLink(id, page == null ? url : page, null);
    }

    public RunLink missing(Instant now) {
        return missingSince == null ? new RunLink(id, url, now) : this;
    }
}
