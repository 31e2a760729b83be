package io.nokube.gateway.it;

import io.nokube.gateway.it.HttpService.Futures;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between the gateway and its database, and can cut the two off from each other.
public final class Relay implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final int target;
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private NetServer server;
    private final int port;

    private Relay(int target) {
        this.target = target;
        this.server = listen(0);
        this.port = server.actualPort();
    }

    static Relay to(int target) {
        return new Relay(target);
    }

    int port() {
        return port;
    }

    /// Ends every connection and refuses new ones.
    void cut() {
        Futures.get(server.close());
        open.forEach(NetSocket::close);
    }

    void mend() {
        server = listen(port);
    }

    private NetServer listen(int at) {
        NetServer listening = vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setPort(at))
                .connectHandler(this::join);
        return Futures.get(listening.listen());
    }

    private void join(NetSocket near) {
        near.pause();
        open.add(near);
        vertx.createNetClient()
                .connect(target, "127.0.0.1")
                .onFailure(failure -> near.close())
                .onSuccess(far -> {
                    near.handler(far::write).closeHandler(closed -> {
                        open.remove(near);
                        far.close();
                    });
                    far.handler(near::write).closeHandler(closed -> near.close());
                    near.resume();
                });
    }

    @Override
    public void close() {
        Futures.get(vertx.close());
    }
}
