package io.nokube.gateway.it;

import io.nokube.gateway.it.HttpService.Futures;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;

/// A test server in a service's place that need not speak HTTP, nor answer, nor be there.
public final class RawService implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private NetServer server;
    private volatile Handler<NetSocket> behaviour = NetSocket::close;

    private RawService() {
        this.server = listen(0);
        this.port = server.actualPort();
    }

    static RawService start() {
        return new RawService();
    }

    int port() {
        return port;
    }

    /// Does `behaviour` with every socket on which something comes in.
    void behave(Handler<NetSocket> behaviour) {
        this.behaviour = behaviour;
    }

    /// Runs `test` while nobody listens.
    void whileAway(Runnable test) {
        Futures.get(server.close());
        try {
            test.run();
        } finally {
            server = listen(port);
        }
    }

    private NetServer listen(int wanted) {
        return Futures.get(vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setPort(wanted))
                .connectHandler(socket -> socket.handler(request -> behaviour.handle(socket)))
                .listen());
    }

    @Override
    public void close() {
        Futures.get(vertx.close());
    }
}
