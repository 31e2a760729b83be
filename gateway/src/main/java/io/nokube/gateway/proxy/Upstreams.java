package io.nokube.gateway.proxy;

import io.netty.channel.EventLoop;
import io.nokube.gateway.config.ConfigCheck;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.gateway.config.ServiceUrl;
import io.nokube.gateway.limit.OpenRequests;
import io.nokube.gateway.route.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The services behind the gateway and the connections to them.
@Singleton
public class Upstreams {
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    /// Shorter than the services keep an idle connection, so that a request does not meet its end.
    private static final int KEEP_ALIVE_SECONDS = 15;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final Map<EventLoop, HttpClient> clients = new ConcurrentHashMap<>();
    private final OpenRequests open;
    private final Map<Service, ServiceAddresses> addresses = new EnumMap<>(Service.class);

    /// @param checked makes sure that the configuration was found right before it is used
    Upstreams(Vertx vertx, GatewayConfig config, ConfigCheck checked, OpenRequests open) {
        this.vertx = vertx;
        this.config = config;
        this.open = open;
        addresses.put(Service.BUILD, addresses(config.buildSvcUrl()));
        addresses.put(Service.MONITOR, addresses(config.monitorSvcUrl()));
    }

    private static ServiceAddresses addresses(Optional<String> urls) {
        return new ServiceAddresses(urls.map(ServiceUrl::parseAll).orElse(List.of()), System::nanoTime);
    }

    ServiceAddresses addresses(Service service) {
        return Objects.requireNonNull(addresses.get(service));
    }

    Duration timeout() {
        return config.upstream().timeout();
    }

    /// The one of the event loop that asks. Each has connections of its own: on one of another's, every part of every
    /// message would have to be handed over between threads.
    HttpClient client() {
        EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
        HttpClient known = clients.get(loop);
        return known != null ? known : clients.computeIfAbsent(loop, first -> newClient());
    }

    private HttpClient newClient() {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxHeaderSize(16 * 1024)
                        .setMaxWaitQueueSize(open.most()),
                // Room for all that is let in, should it all have come to one loop.
                new PoolOptions().setHttp1MaxSize(open.most()));
    }

    /// What `service` itself answers to `GET target`, for the gateway's own use.
    public Future<HttpClientResponse> get(Service service, String target) {
        ServiceAddresses all = addresses(service);
        return connect(all.options(all.choose(Set.of())))
                .compose(request -> request.setURI(target).send());
    }

    Future<HttpClientRequest> connect(RequestOptions options) {
        return client().request(options);
    }
}
