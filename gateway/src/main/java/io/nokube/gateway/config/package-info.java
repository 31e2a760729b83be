/// What the operator sets, checked once before the gateway opens.
///
/// Decides nothing. Start at [io.nokube.gateway.config.GatewayConfig].
@NullMarked
package io.nokube.gateway.config;

import org.jspecify.annotations.NullMarked;
