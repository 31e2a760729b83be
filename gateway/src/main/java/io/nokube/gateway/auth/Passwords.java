package io.nokube.gateway.auth;

import io.nokube.gateway.user.PasswordRule;
import io.nokube.problem.Problem;
import io.nokube.problem.ProblemException;
import io.nokube.problem.ProblemType;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Hashes and checks passwords (bcrypt), on threads of their own: each takes a quarter of a second of a core on
/// purpose. When more are waiting than can be served soon, callers are asked to come back.
@Singleton
public class Passwords {
    /// 2^12 rounds.
    private static final int COST = 12;

    private static final int WAITING = 64;

    /// Hashed with the same cost; it is what unknown users are checked against, and nobody signs in with it.
    private static final String DECOY = "$2a$12$eImiTXuWVxfM37uY4JANjQ7X8P1E6rT1D3QkY2mWvZbH5nCqLsRfa";

    private final ThreadPoolExecutor workers;

    public Passwords() {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        this.workers = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        workers.allowCoreThreadTimeOut(true);
    }

    public Uni<String> hash(String password) {
        return onWorker(() -> BcryptUtil.bcryptHash(password, COST));
    }

    /// Whether `password` is the one behind `hash`. Without a hash the answer is no, and takes just as long.
    Uni<Boolean> matches(String password, Optional<String> hash) {
        return onWorker(() -> {
            boolean fits = PasswordRule.fits(password);
            boolean same = BcryptUtil.matches(fits ? password : "", hash.orElse(DECOY));
            return same && fits && hash.isPresent();
        });
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    private <T> Uni<T> onWorker(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(workers)
                .onFailure(RejectedExecutionException.class)
                .transform(failure -> new ProblemException(
                        Problem.of(ProblemType.UNAVAILABLE, "Too many people are signing in just now. Try again."),
                        Map.of("Retry-After", "5")));
    }
}
