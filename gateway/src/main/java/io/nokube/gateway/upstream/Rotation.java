package io.nokube.gateway.upstream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// The addresses of a service and how they are.
///
/// @param health of each address, in the order in which they are configured
public record Rotation(List<Health> health) {
    public Rotation {
        health = List.copyOf(health);
    }

    public static Rotation of(int addresses) {
        return new Rotation(Collections.nCopies(addresses, Health.WELL));
    }

    /// The address for a request: the next one whose turn it is, but for those that are out and those that this request
    /// has been to. Where all are out, the one that comes back first: perhaps an answer is better than none.
    ///
    /// @param turn counts requests
    /// @param tried the addresses that this request has been to; not all of them
    public int choose(int turn, Set<Integer> tried, long now) {
        int chosen = -1;
        for (int i = 0; i < health.size(); i++) {
            int index = Math.floorMod(turn + i, health.size());
            if (tried.contains(index)) {
                continue;
            }
            if (!health.get(index).isOut(now)) {
                return index;
            }
            if (chosen < 0 || health.get(index).outUntil() - health.get(chosen).outUntil() < 0) {
                chosen = index;
            }
        }
        return chosen;
    }

    /// After a request to `address` that got no answer.
    public Rotation failed(int address, long now) {
        return with(address, health.get(address).failed(now));
    }

    /// After a request to `address` that was answered, however.
    public Rotation answered(int address) {
        return health.get(address).equals(Health.WELL) ? this : with(address, Health.WELL);
    }

    public boolean isOut(int address, long now) {
        return health.get(address).isOut(now);
    }

    private Rotation with(int address, Health changed) {
        List<Health> all = new ArrayList<>(health);
        all.set(address, changed);
        return new Rotation(all);
    }
}
