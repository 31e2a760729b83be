package io.nokube.sandbox.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A wire on loopback that a test can cut and mend, between a client and whatever it talks to, TLS or not.
public final class TcpLink implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final String targetHost;
    private final int targetPort;
    private final int port;
    private volatile boolean isCut;

    private TcpLink(String targetHost, int targetPort) {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        var server = vertx.createNetServer(new NetServerOptions().setHost(HOST).setPort(0))
                .connectHandler(this::connect);
        this.port = await(server.listen()).actualPort();
    }

    public static TcpLink to(String host, int port) {
        return new TcpLink(host, port);
    }

    public int port() {
        return port;
    }

    /// Ends every connection; new ones are ended as soon as they are made.
    public void cut() {
        isCut = true;
        open.forEach(NetSocket::close);
    }

    public void restore() {
        isCut = false;
    }

    private void connect(NetSocket near) {
        if (isCut) {
            near.close();
            return;
        }
        near.pause();
        client.connect(targetPort, targetHost).onFailure(e -> near.close()).onSuccess(far -> {
            open.add(near);
            near.closeHandler(closed -> {
                open.remove(near);
                far.close();
            });
            far.closeHandler(closed -> near.close());
            near.pipeTo(far);
            far.pipeTo(near);
            near.resume();
            if (isCut) {
                near.close();
            }
        });
    }

    @Override
    public void close() {
        Object ignored = await(vertx.close().map(true));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
