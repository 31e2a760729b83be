/// Follows runs to their end.
///
/// Reads GitHub and reports what it saw; it starts and stops nothing there. Start at
/// [io.nokube.build.follow.RunFollower].
@NullMarked
package io.nokube.build.follow;

import org.jspecify.annotations.NullMarked;
