/// What happens once, before the first request (keys, the first administrator), and what the probes are told.
///
/// Handles no request and never asks a service behind the gateway. Start at [io.nokube.gateway.lifecycle.GatewayStart].
@NullMarked
package io.nokube.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
