/// What can be configured, typed, and checked at the start.
///
/// Reads configuration only; it connects to nothing. Start at [io.nokube.build.config.BuildConfig].
@NullMarked
package io.nokube.build.config;

import org.jspecify.annotations.NullMarked;
