/// What builds printed: split into steps, masked, kept in the database, read whole or in parts.
///
/// [LogSplitter], [LogMask] and [LogCut] are pure; only [LogStore] touches the database. Nothing here asks GitHub.
/// Start at [BuildLogs].
@NullMarked
package io.nokube.build.log;

import org.jspecify.annotations.NullMarked;
