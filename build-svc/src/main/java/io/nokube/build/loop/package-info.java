/// Work that goes on in the background, on one replica at a time.
///
/// Knows nothing of builds. Start at [io.nokube.build.loop.WorkLoop].
@NullMarked
package io.nokube.build.loop;

import org.jspecify.annotations.NullMarked;
