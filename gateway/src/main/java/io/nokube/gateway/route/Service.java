package io.nokube.gateway.route;

/// The services behind the gateway.
public enum Service {
    BUILD,
    MONITOR
}
