/// What `./nokube up` runs: the sandboxes that are wanted, and the three services as processes of their own.
///
/// The services know nothing of this; they are configured by the same environment variables as anywhere. Start at
/// [io.nokube.launcher.Stack].
@NullMarked
package io.nokube.launcher;

import org.jspecify.annotations.NullMarked;
