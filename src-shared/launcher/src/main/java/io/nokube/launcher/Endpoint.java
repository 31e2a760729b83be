package io.nokube.launcher;

import java.net.URI;

/// Where one service listens, on loopback.
public record Endpoint(int port, int managementPort) {
    static final String HOST = "127.0.0.1";

    public URI url() {
        return URI.create("http://" + HOST + ":" + port);
    }

    public URI managementUrl() {
        return URI.create("http://" + HOST + ":" + managementPort);
    }
}
