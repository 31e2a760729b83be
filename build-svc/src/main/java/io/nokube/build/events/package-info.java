/// What happened to a build, streamed to whoever watches, from any replica.
///
/// Reads the event log; only [io.nokube.build.store] writes it. Start at [io.nokube.build.events.BuildEventsResource].
@NullMarked
package io.nokube.build.events;

import org.jspecify.annotations.NullMarked;
