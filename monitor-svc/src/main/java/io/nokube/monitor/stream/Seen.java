package io.nokube.monitor.stream;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a subscriber has seen, in a form that fits into an event's id: then any replica knows what to send to somebody
/// who comes back, and nobody has to keep anything.
///
/// For each thing (the status, a pod, an event) a hash of its name and one of how it was seen last.
final class Seen {
    private static final int MAX_THINGS = 512;

    private final Map<Integer, Integer> things = new LinkedHashMap<>();

    /// @param lastEventId null, or anything that is no id, for a subscriber who has seen nothing
    static Seen of(@Nullable String lastEventId) {
        Seen seen = new Seen();
        if (lastEventId == null) {
            return seen;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(lastEventId));
            while (bytes.remaining() >= 2 * Integer.BYTES) {
                seen.things.put(bytes.getInt(), bytes.getInt());
            }
        } catch (IllegalArgumentException e) {
            seen.things.clear();
        }
        return seen;
    }

    /// Whether `thing` was not seen like this; from now on it was.
    boolean isNew(String thing, String content) {
        int key = thing.hashCode();
        int hash = content.hashCode();
        Integer before = things.remove(key);
        things.put(key, hash);
        if (things.size() > MAX_THINGS) {
            things.remove(things.keySet().iterator().next());
        }
        return before == null || before != hash;
    }

    boolean knows(String thing) {
        return things.containsKey(thing.hashCode());
    }

    void forget(String thing) {
        things.remove(thing.hashCode());
    }

    String id() {
        ByteBuffer bytes = ByteBuffer.allocate(things.size() * 2 * Integer.BYTES);
        things.forEach((key, hash) -> bytes.putInt(key).putInt(hash));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
