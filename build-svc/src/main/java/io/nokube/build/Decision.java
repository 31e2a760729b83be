package io.nokube.build;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What follows from an event.
///
/// @param due when a worker should look at the build again; null where it is over
public record Decision(
        Build build, List<Effect> effects, @Nullable Instant due) {
    public Decision {
        effects = List.copyOf(effects);
    }

    /// The effects of one kind.
    public <E extends Effect> List<E> effects(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
