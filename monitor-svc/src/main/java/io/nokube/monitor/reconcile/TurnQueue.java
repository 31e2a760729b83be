package io.nokube.monitor.reconcile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Who waits, in the order in which they are served: one of each tenant in turn, so that whoever has much to do only
/// waits for himself. Of one tenant, what is urgent comes first. Not for several threads.
final class TurnQueue<T> {
    /// Of each tenant that has any; the one that is served next is first.
    private final Map<String, Waiting<T>> tenants = new LinkedHashMap<>();

    private int size;

    private record Waiting<T>(Deque<T> urgent, Deque<T> other) {
        Deque<T> of(boolean isUrgent) {
            return isUrgent ? urgent : other;
        }

        boolean isEmpty() {
            return urgent.isEmpty() && other.isEmpty();
        }
    }

    void add(String tenant, boolean isUrgent, T item) {
        tenants.computeIfAbsent(tenant, _ -> new Waiting<>(new ArrayDeque<>(), new ArrayDeque<>()))
                .of(isUrgent)
                .add(item);
        size++;
    }

    /// Takes the next one out.
    Optional<T> next() {
        if (tenants.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<String, Waiting<T>> served = tenants.entrySet().iterator().next();
        Waiting<T> waiting = served.getValue();
        tenants.remove(served.getKey());
        T item = waiting.of(!waiting.urgent().isEmpty()).remove();
        if (!waiting.isEmpty()) {
            tenants.put(served.getKey(), waiting);
        }
        size--;
        return Optional.of(item);
    }

    /// Takes one out that does not wait any longer.
    ///
    /// @return whether it was waiting
    boolean remove(String tenant, T item) {
        Waiting<T> waiting = tenants.get(tenant);
        if (waiting == null
                || !(waiting.urgent().remove(item) || waiting.other().remove(item))) {
            return false;
        }
        if (waiting.isEmpty()) {
            tenants.remove(tenant);
        }
        size--;
        return true;
    }

    int size() {
        return size;
    }
}
