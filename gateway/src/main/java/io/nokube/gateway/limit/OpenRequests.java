package io.nokube.gateway.limit;

import io.nokube.gateway.config.ConfigCheck;
import io.nokube.gateway.config.GatewayConfig;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds how many requests to services are under way at once, event streams among them: together, since each takes
/// memory and a connection, and of each user, so that nobody leaves the others without.
///
/// Counts this replica's own. Token buckets do not bound them: a stream that was opened slowly stays open for hours.
@Singleton
public class OpenRequests {
    /// Whoever says no name, such as a webhook's sender. They share one part, as if they were one user.
    public static final String NOBODY = "";

    private static final Map<String, String> SOON = Map.of("Retry-After", "5");

    private final int most;
    private final int mostOfOne;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> each = new ConcurrentHashMap<>();

    /// @param checked makes sure that the configuration was found right before it is used
    @Inject
    OpenRequests(GatewayConfig config, ConfigCheck checked) {
        this(
                config.upstream()
                        .connections()
                        .orElseGet(
                                () -> HeapShare.connections(Runtime.getRuntime().maxMemory())),
                config.limit().userOpen());
    }

    /// @param mostOfOne three quarters of `most` where it is empty
    OpenRequests(int most, Optional<Integer> mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne.orElse(Math.max(1, most - most / 4));
    }

    /// How many there may be in all.
    public int most() {
        return most;
    }

    /// Counts a request of `username` until [#leave].
    ///
    /// @return what to answer instead, where it is one too many: it is not counted then
    public Optional<ProblemException> enter(String username) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return Optional.of(new ProblemException(
                    Problem.of(ProblemType.UNAVAILABLE, "Too many requests are under way just now. Try again."), SOON));
        }
        if (each.merge(username, 1, Integer::sum) > mostOfOne) {
            leave(username);
            return Optional.of(new ProblemException(
                    Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "There are %d requests of yours under way, event streams among them. Close one, then try again."
                                    .formatted(mostOfOne)),
                    SOON));
        }
        return Optional.empty();
    }

    /// The end of a request that was let in.
    public void leave(String username) {
        each.computeIfPresent(username, (_, open) -> open == 1 ? null : open - 1);
        all.decrementAndGet();
    }
}
