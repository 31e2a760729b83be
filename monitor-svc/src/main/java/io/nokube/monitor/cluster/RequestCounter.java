package io.nokube.monitor.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/// Counts every request to the API server, so that it can be shown what an app costs: nothing while nothing changes.
@Singleton
public class RequestCounter implements Interceptor {
    private static final String METRIC = "nokube.kubernetes.requests";
    private static final String WATCH = "WATCH";

    private final MeterRegistry registry;
    private final LongAdder total = new LongAdder();

    public RequestCounter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        String method = method(request);
        registry.counter(
                        METRIC,
                        "method",
                        method,
                        "resource",
                        ApiPath.resource(request.uri().getPath()))
                .increment();
        if (!method.equals(WATCH)) {
            total.increment();
        }
    }

    /// All requests but watches: those are renewed every few minutes, whatever the apps do.
    public long total() {
        return total.sum();
    }

    private static String method(HttpRequest request) {
        boolean isWatch =
                request.uri().getQuery() != null && request.uri().getQuery().contains("watch=true");
        return isWatch ? WATCH : String.valueOf(request.method()).toUpperCase(Locale.ROOT);
    }
}
