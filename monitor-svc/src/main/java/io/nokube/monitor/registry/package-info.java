/// What an image's registry says about it, before anything is deployed.
///
/// Asks only the registry that the image's name leads to, and never waits long. Start at
/// [io.nokube.monitor.registry.Registry].
@NullMarked
package io.nokube.monitor.registry;

import org.jspecify.annotations.NullMarked;
