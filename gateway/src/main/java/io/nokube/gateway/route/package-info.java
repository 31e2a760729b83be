/// Which service answers which path, and whether it needs to know who calls.
///
/// Pure: no framework type, no I/O. Start at [io.nokube.gateway.route.RouteTable].
@NullMarked
package io.nokube.gateway.route;

import org.jspecify.annotations.NullMarked;
