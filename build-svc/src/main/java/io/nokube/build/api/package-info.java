/// Builds over HTTP: start one, list them, see one.
///
/// Resources parse and map; [io.nokube.build.api.Builds] holds the use cases. Start at
/// [io.nokube.build.api.BuildResource].
@NullMarked
package io.nokube.build.api;

import org.jspecify.annotations.NullMarked;
