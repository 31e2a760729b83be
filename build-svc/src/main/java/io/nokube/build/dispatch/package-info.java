/// Sends builds to GitHub, each exactly once.
///
/// Follows what [io.nokube.build.BuildTransitions] decides, and decides nothing itself. Start at
/// [io.nokube.build.dispatch.DispatchWorker].
@NullMarked
package io.nokube.build.dispatch;

import org.jspecify.annotations.NullMarked;
