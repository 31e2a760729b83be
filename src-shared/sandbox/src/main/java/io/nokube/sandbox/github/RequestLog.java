package io.nokube.sandbox.github;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// What came in, for assertions. Only so much is kept that a sandbox can run for days.
final class RequestLog {
    private static final int KEPT = 10_000;

    private final Clock clock;
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    void handle(RoutingContext context) {
        var request = context.request();
        var headers = request.headers().entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        java.util.Map.Entry::getValue,
                        (first, second) -> first + ", " + second));
        var query = request.query() == null ? "" : request.query();
        var body = context.body().asString();
        requests.add(new ReceivedRequest(
                clock.instant(), request.method().name(), request.path(), query, headers, body == null ? "" : body));
        if (requests.size() > KEPT) {
            requests.removeFirst();
        }
        context.next();
    }

    List<ReceivedRequest> all() {
        return List.copyOf(requests);
    }
}
