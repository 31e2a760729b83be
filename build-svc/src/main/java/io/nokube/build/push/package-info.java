/// What the job of a running build tells: its output as it appears, and what it made.
///
/// It believes nobody but a job of NoKube's own workflow, and it ends no build: only the run does. Start at
/// [io.nokube.build.push.PushResource].
@NullMarked
package io.nokube.build.push;

import org.jspecify.annotations.NullMarked;
