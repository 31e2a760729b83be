package io.nokube.gateway.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.nokube.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends the connections of clients that take too long over sending a request, its head or its body: whoever
/// sends a byte now and then is never idle, and ten thousand of them would hold ten thousand connections for as
/// long as they like.
///
/// Quarkus hands out neither its servers nor their connections before a request is complete. So the first request
/// of each server shows which socket it was accepted from, and from then on all that this socket accepts is
/// watched.
@Singleton
public class SlowClients {
    private final Duration patience;
    private final Set<Channel> sockets = ConcurrentHashMap.newKeySet();

    SlowClients(GatewayConfig config) {
        this.patience = config.clientTimeout();
    }

    /// The head of a request is there; on the connection's event loop.
    void begin(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return;
        }
        Channel channel = connection.channel();
        HeadWatch known = channel.pipeline().get(HeadWatch.class); // The first: found at once.
        HeadWatch watch = known == null ? watchFromNowOn(channel) : known;
        watch.begin(Exchanges.sharesConnection(request));
        context.addEndHandler(ended -> watch.end());
        if (hasBody(request)) {
            long timer = context.vertx().setTimer(patience.toMillis(), over -> {
                if (!request.isEnded()) {
                    Exchanges.breakOff(request);
                }
            });
            context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    private HeadWatch watchFromNowOn(Channel first) {
        Channel socket = first.parent();
        if (socket != null && sockets.add(socket)) {
            socket.pipeline().addFirst(new Watcher());
        }
        return watch(first);
    }

    private HeadWatch watch(Channel channel) {
        HeadWatch watch = new HeadWatch(patience);
        channel.pipeline().addFirst(watch);
        return watch;
    }

    /// Sees the connections that a socket accepts.
    private final class Watcher extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object accepted) {
            if (accepted instanceof Channel connection) {
                watch(connection);
            }
            context.fireChannelRead(accepted);
        }
    }

    /// One connection: from its first byte to the head of a request there is so much time and no more, and
    /// for TLS' handshake and the first head from when it was accepted. HTTP/2 is left alone after the first
    /// head: what comes then belongs to one of many streams. Lives on the connection's event loop.
    private static final class HeadWatch extends ChannelInboundHandlerAdapter {
        private final Duration patience;
        private @Nullable ChannelHandlerContext own;
        private @Nullable Future<?> timer;
        private int open;
        private boolean shared;

        private HeadWatch(Duration patience) {
            this.patience = patience;
        }

        private void begin(boolean isShared) {
            shared = isShared;
            open++;
            stop();
        }

        private void end() {
            open--;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext added) {
            own = added;
        }

        @Override
        public void channelActive(ChannelHandlerContext active) {
            start();
            active.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext read, Object bytes) {
            if (timer == null && open == 0 && !shared) {
                start();
            }
            read.fireChannelRead(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext inactive) {
            stop();
            inactive.fireChannelInactive();
        }

        private void start() {
            ChannelHandlerContext here = own;
            if (here != null) {
                timer = here.executor().schedule((Runnable) here::close, patience.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void stop() {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }
    }
}
