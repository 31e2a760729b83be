package io.nokube.launcher;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends requests to gateways in turns and keeps what became of those that failed.
final class ReplicaTraffic {
    /// More than can be in the way of one request, with one process killed at a time.
    private static final int MOST_ATTEMPTS = 10;

    private final Replicas replicas;
    private final List<Losses.Failed> failed = new CopyOnWriteArrayList<>();
    private final List<Losses.Failed> brokenStreams = new CopyOnWriteArrayList<>();
    private final List<String> unexpected = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();

    ReplicaTraffic(Replicas replicas) {
        this.replicas = replicas;
    }

    /// How a request ended, and whether an attempt before may have taken effect without its answer.
    ///
    /// @param attempts that may have reached the service
    record Ended(RawAnswer answer, int attempts) {
        boolean isFirst() {
            return attempts == 1;
        }
    }

    /// Sends it until it is answered: again, at any gateway, where the connection broke, and where the gateway says
    /// that
    /// nobody knows whether it has taken effect. Whoever sends something that may not be done twice gives it a key.
    Ended send(LoneRequest request, Random random) {
        int reached = 0;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            int gateway = replicas.choose(random);
            long started = System.nanoTime();
            sent.incrementAndGet();
            LoneRequest.Outcome outcome = request.send(replicas.gateway(gateway));
            switch (outcome) {
                case LoneRequest.Outcome.Refused refused -> note(request, gateway, started, false, 0);
                case LoneRequest.Outcome.Broken broken -> {
                    reached++;
                    note(request, gateway, started, true, 0);
                }
                case LoneRequest.Outcome.Answered(RawAnswer answer) -> {
                    reached++;
                    if (answer.status() < 500) {
                        return new Ended(answer, reached);
                    }
                    note(request, gateway, started, true, answer.status());
                }
            }
        }
        throw new IllegalStateException(request + " was not answered in " + MOST_ATTEMPTS + " attempts");
    }

    private void note(LoneRequest request, int gateway, long started, boolean connected, int status) {
        failed.add(new Losses.Failed(
                request.method(),
                request.path(),
                behind(request.path()),
                gateway,
                started,
                System.nanoTime(),
                connected,
                status == 0 ? null : status));
    }

    /// The answer to a request that is to be answered so; what is answered otherwise is kept.
    RawAnswer expect(int status, LoneRequest request, Random random) {
        RawAnswer answer = send(request, random).answer();
        if (answer.status() != status) {
            wonder(request.method() + " " + request.path() + ": " + answer);
        }
        return answer;
    }

    /// What should not have been.
    void wonder(String what) {
        unexpected.add(what);
    }

    /// What came of an event stream until it ended, which was not at its last event unless `isWhole`.
    RawAnswer stream(LoneRequest request, Random random) {
        int gateway = replicas.choose(random);
        long started = System.nanoTime();
        sent.incrementAndGet();
        return switch (request.send(replicas.gateway(gateway))) {
            case LoneRequest.Outcome.Refused refused -> {
                note(request, gateway, started, false, 0);
                yield RawAnswer.parse(new byte[0]);
            }
            case LoneRequest.Outcome.Broken(RawAnswer begun) -> {
                brokenStreams.add(new Losses.Failed(
                        "GET",
                        request.path(),
                        behind(request.path()),
                        gateway,
                        started,
                        System.nanoTime(),
                        true,
                        null));
                yield begun;
            }
            case LoneRequest.Outcome.Answered(RawAnswer answer) -> {
                if (answer.status() != 200) {
                    note(request, gateway, started, true, answer.status());
                }
                yield answer;
            }
        };
    }

    private static Service behind(String path) {
        if (path.startsWith("/api/v1/builds") || path.startsWith("/api/v1/projects")) {
            return Service.BUILD;
        }
        return path.startsWith("/api/v1/deploy") ? Service.MONITOR : Service.GATEWAY;
    }

    int sent() {
        return sent.get();
    }

    List<Losses.Failed> failed() {
        return List.copyOf(failed);
    }

    List<Losses.Failed> brokenStreams() {
        return List.copyOf(brokenStreams);
    }

    List<String> unexpected() {
        return List.copyOf(unexpected);
    }
}
