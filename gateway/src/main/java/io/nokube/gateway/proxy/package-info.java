/// The way to the services: streams both ways, says truthfully who calls, and tells a service's trouble as a problem.
///
/// Knows nothing of passwords or tables; the header rules are pure. Start at [io.nokube.gateway.proxy.ProxyHandler].
@NullMarked
package io.nokube.gateway.proxy;

import org.jspecify.annotations.NullMarked;
