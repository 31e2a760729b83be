package io.nokube.sandbox.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last requests, for tests that count them.
final class RequestLog {
    private static final int KEPT = 10_000;

    private final Deque<String> requests = new ArrayDeque<>();
    private long count;

    synchronized void add(String request) {
        count++;
        requests.addLast(request);
        if (requests.size() > KEPT) {
            requests.removeFirst();
        }
    }

    synchronized long count() {
        return count;
    }

    synchronized List<String> all() {
        return List.copyOf(requests);
    }
}
