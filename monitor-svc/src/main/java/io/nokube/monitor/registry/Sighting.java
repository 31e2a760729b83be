package io.nokube.monitor.registry;

import java.util.Set;

/// What came of looking for an image.
public sealed interface Sighting {
    /// It is there.
    ///
    /// @param architectures those it was built for, in the words of Go (`amd64`, `arm64`); empty where it does
    ///     not say
    record Present(Set<String> architectures) implements Sighting {
        public Present {
            architectures = Set.copyOf(architectures);
        }
    }

    /// The registry does not have it.
    record Missing() implements Sighting {}

    /// The registry does not let it be seen. Many say so of what does not exist, too.
    record Denied() implements Sighting {}

    /// The registry was not asked, or gave no answer that says anything about the image.
    record Unknown(String why) implements Sighting {}
}
