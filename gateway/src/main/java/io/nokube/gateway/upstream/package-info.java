/// Which address of a service a request goes to, and whether it goes to another one when that fails.
///
/// Pure: no client, no clock, no configuration. Start at [io.nokube.gateway.upstream.Rotation].
@NullMarked
package io.nokube.gateway.upstream;

import org.jspecify.annotations.NullMarked;
