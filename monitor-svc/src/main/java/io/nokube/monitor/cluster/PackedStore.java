package io.nokube.monitor.cluster;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What an informer holds, packed: what is at rest takes some hundred bytes, where the object takes 5 to 10 kB, most of
/// it maps for fields that nobody set. Nobody looks at most objects for hours.
///
/// The last few that changed are left as they are, since passes over their apps follow. Others are unpacked whenever
/// they are asked for (50 to 150 us), and forgotten when nobody uses them.
///
/// @param <T> all of one class
public class PackedStore<T extends HasMetadata> implements ItemStore<T> {
    private static final Logger LOG = Logger.getLogger(PackedStore.class);
    private static final int RECENT = 128;

    private final Managers managers;
    private volatile @Nullable Class<T> type;
    private final Map<String, Held<T>> held = new ConcurrentHashMap<>();
    private final Queue<Held<T>> recent = new ArrayDeque<>();
    private final Packing packing = new Packing();
    private ObjectMapper mapper;

    /// @param mapper writes and reads objects as the client does
    PackedStore(ObjectMapper mapper, Managers managers) {
        this.mapper = mapper;
        this.managers = managers;
    }

    /// What is kept of `metadata.managedFields`, which can be most of an object.
    enum Managers {
        /// For kinds whose fields are compared with what they should be.
        WITH_FIELDS,
        /// Who wrote the object and when, without what.
        WITHOUT_FIELDS,
        /// For kinds of which nobody asks who wrote them.
        NONE
    }

    /// From now on; nothing may be packed yet.
    final void writeWith(ObjectMapper own) {
        mapper = own;
    }

    private static final class Held<T> {
        /// Null from when it is packed.
        private volatile @Nullable T object;

        private volatile byte @Nullable [] packed;
        private volatile @Nullable WeakReference<T> unpacked;
        private volatile boolean isGone;

        Held(T object) {
            this.object = object;
        }

        /// In this order, so that whoever finds no object finds it packed.
        void pack(byte[] bytes) {
            packed = bytes;
            unpacked = new WeakReference<>(object);
            object = null;
        }

        byte[] packed() {
            return Objects.requireNonNull(packed, "An object is held, as it is or packed");
        }
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Head(ObjectMeta metadata) {}

    @Override
    public String getKey(T object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    @SuppressWarnings("unchecked") // All are of one class.
    public @Nullable T put(String key, T object) {
        type = (Class<T>) object.getClass();
        switch (managers) {
            case WITH_FIELDS -> {}
            case WITHOUT_FIELDS -> object.getMetadata().getManagedFields().forEach(entry -> entry.setFieldsV1(null));
            case NONE -> object.getMetadata().setManagedFields(List.of());
        }
        Held<T> now = new Held<>(object);
        Held<T> before = held.put(key, now);
        T old = before == null ? null : leave(before);
        Held<T> oldest = enter(now);
        if (oldest != null) {
            pack(oldest);
        }
        return old;
    }

    @Override
    public @Nullable T remove(String key) {
        Held<T> before = held.remove(key);
        return before == null ? null : leave(before);
    }

    private T leave(Held<T> before) {
        before.isGone = true;
        return object(before);
    }

    /// @return the one that is recent no longer
    private @Nullable Held<T> enter(Held<T> now) {
        synchronized (recent) {
            recent.add(now);
            return recent.size() > RECENT ? recent.remove() : null;
        }
    }

    @Override
    public @Nullable T get(String key) {
        Held<T> found = held.get(key);
        return found == null ? null : object(found);
    }

    @Override
    public Stream<String> keySet() {
        return held.keySet().stream();
    }

    /// The objects with their metadata alone: whoever looks through all of them, as an informer does after each list,
    /// looks for those that are gone.
    @Override
    public Stream<T> values() {
        return held.values().stream().map(this::outline);
    }

    @Override
    public int size() {
        return held.size();
    }

    /// What the packed ones take.
    long packedBytes() {
        return held.values().stream()
                .map(one -> one.packed)
                .filter(Objects::nonNull)
                .mapToLong(packed -> packed.length)
                .sum();
    }

    /// So that an informer that begins passes on what it is given piece by piece, and does not ask for all of it again.
    @Override
    public boolean isFullState() {
        return false;
    }

    private void pack(Held<T> one) {
        T object = one.object;
        if (object == null || one.isGone) {
            return;
        }
        try {
            one.pack(packing.pack(mapper.writeValueAsBytes(object)));
        } catch (JsonProcessingException e) {
            // It costs memory as it is; an informer that fails here would follow nothing any more.
            LOG.warnf("%s is held unpacked: %s", getKey(object), e.getOriginalMessage());
        }
    }

    private T object(Held<T> one) {
        T object = one.object;
        if (object != null) {
            return object;
        }
        WeakReference<T> last = one.unpacked;
        T known = last == null ? null : last.get();
        if (known != null) {
            return known;
        }
        T unpacked = unpack(one, type());
        one.unpacked = new WeakReference<>(unpacked);
        return unpacked;
    }

    private T outline(Held<T> one) {
        T object = one.object;
        if (object != null) {
            return object;
        }
        try {
            T outline = mapper.readValue("{}", type());
            outline.setMetadata(unpack(one, Head.class).metadata());
            return outline;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("There can be no object without fields", e);
        }
    }

    private <R> R unpack(Held<T> one, Class<R> as) {
        try {
            return mapper.readValue(packing.unpack(one.packed()), as);
        } catch (IOException e) {
            throw new UncheckedIOException("What an informer holds could not be unpacked", e);
        }
    }

    private Class<T> type() {
        return Objects.requireNonNull(type, "Nothing was put here yet");
    }
}
