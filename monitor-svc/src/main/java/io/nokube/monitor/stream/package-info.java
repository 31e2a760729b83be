/// What a caller can follow while it happens: a deployment's progress, and its logs.
///
/// Reads only. Start at [io.nokube.monitor.stream.EventsResource] and [io.nokube.monitor.stream.LogsResource].
@NullMarked
package io.nokube.monitor.stream;

import org.jspecify.annotations.NullMarked;
