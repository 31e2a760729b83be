package io.nokube.gateway.proxy;

import io.nokube.gateway.config.ServiceUrl;
import io.nokube.gateway.upstream.Failure;
import io.nokube.gateway.upstream.Retry;
import io.nokube.gateway.upstream.Rotation;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// Where one service is, and what this replica's own requests have shown of each place.
final class ServiceAddresses {
    private static final Logger LOG = Logger.getLogger(ServiceAddresses.class);

    private final List<ServiceUrl> urls;
    /// Made once, and only read afterwards; so are the two after it.
    private final List<RequestOptions> options;
    private final List<HostAndPort> authorities;
    private final List<String> texts;
    private final LongSupplier nanoTime;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicReference<Rotation> rotation;

    ServiceAddresses(List<ServiceUrl> urls, LongSupplier nanoTime) {
        this.urls = List.copyOf(urls);
        this.options = urls.stream().map(ServiceAddresses::options).toList();
        this.authorities = urls.stream()
                .map(url -> HostAndPort.create(url.host(), url.port()))
                .toList();
        this.texts = urls.stream().map(ServiceUrl::toString).toList();
        this.nanoTime = nanoTime;
        this.rotation = new AtomicReference<>(Rotation.of(urls.size()));
    }

    int size() {
        return urls.size();
    }

    private static RequestOptions options(ServiceUrl url) {
        return new RequestOptions().setHost(url.host()).setPort(url.port()).setSsl(url.tls());
    }

    RequestOptions options(int address) {
        return options.get(address);
    }

    HostAndPort authority(int address) {
        return authorities.get(address);
    }

    /// As `http://host:port`.
    String text(int address) {
        return texts.get(address);
    }

    ServiceUrl url(int address) {
        return urls.get(address);
    }

    /// One that is not among `tried`, where there is another.
    int choose(Set<Integer> tried) {
        if (urls.size() == 1) {
            return 0;
        }
        Set<Integer> avoided = tried.size() < urls.size() ? tried : Set.of();
        return current().choose(turns.getAndIncrement(), avoided, nanoTime.getAsLong());
    }

    void answered(int address) {
        Rotation before = current();
        if (before.answered(address) != before) {
            rotation.updateAndGet(now -> now.answered(address));
            LOG.infof("Service answers again: address=%s", urls.get(address));
        }
    }

    void failed(int address, Failure failure) {
        if (!Retry.isAddressesFault(failure)) {
            return;
        }
        long now = nanoTime.getAsLong();
        boolean wasOut = current().isOut(address, now);
        Rotation after = rotation.updateAndGet(before -> before.failed(address, now));
        if (urls.size() > 1 && !wasOut && after.isOut(address, now)) {
            LOG.warnf("Service gets no more requests for a while: address=%s", urls.get(address));
        }
    }

    private Rotation current() {
        return Objects.requireNonNull(rotation.get());
    }
}
