package io.nokube.build.events;

import io.nokube.build.BuildId;
import io.nokube.build.store.BuildSnapshot;
import io.nokube.build.store.EventLog;
import io.nokube.build.store.StoredEvent;
import io.nokube.build.view.BuildView;
import io.nokube.web.StreamEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The stream of what happens to a build, from the event log: any replica can serve it, and it can be resumed.
@ApplicationScoped
public class BuildEvents {
    private final EventLog log;
    private final Wakeups wakeups;
    private final Map<Place, Uni<List<StoredEvent>>> reads = new ConcurrentHashMap<>();

    public BuildEvents(EventLog log, Wakeups wakeups) {
        this.log = log;
        this.wakeups = wakeups;
    }

    /// What happens to the build from now on; before that, what happened after the event `lastSeen`, or, where that is
    /// none of this build's, how it stands.
    public Multi<StreamEvent> of(BuildSnapshot now, @Nullable String lastSeen) {
        int seen = sequence(lastSeen);
        boolean over = now.build().state().status().isFinal();
        if (seen > 0 && seen <= now.seq()) {
            return over && seen == now.seq()
                    ? Multi.createFrom().empty()
                    : following(now.build().id(), seen);
        }
        String id = Integer.toString(now.seq());
        Multi<StreamEvent> standing =
                Multi.createFrom().item(new StreamEvent(id, StoredEvent.STATUS, BuildView.of(now.build()), over));
        return over
                ? standing
                : Multi.createBy()
                        .concatenating()
                        .streams(standing, following(now.build().id(), now.seq()));
    }

    private Multi<StreamEvent> following(BuildId build, int seen) {
        return Multi.createFrom().deferred(() -> {
            AtomicInteger last = new AtomicInteger(seen);
            Wakeups.Watch watch = wakeups.watch(build);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> next(build, last, watch))
                    .indefinitely()
                    // One batch at a time: what a slow reader does not take stays in the database.
                    .concatMap(events -> Multi.createFrom().iterable(withEnd(events)))
                    .select()
                    .first(Optional::isPresent)
                    .map(event -> event(event.orElseThrow()))
                    .onTermination()
                    .invoke(watch::close);
        });
    }

    private Uni<List<StoredEvent>> next(BuildId build, AtomicInteger last, Wakeups.Watch watch) {
        return read(new Place(build, last.get(), watch.wakes())).call(events -> {
            if (events.isEmpty()) {
                return watch.next();
            }
            last.set(events.getLast().seq());
            return Uni.createFrom().voidItem();
        });
    }

    /// What follows a place is read once for all streams that are there, however many watch a build.
    private Uni<List<StoredEvent>> read(Place place) {
        return reads.computeIfAbsent(place, this::started);
    }

    private Uni<List<StoredEvent>> started(Place place) {
        return log.after(place.build(), place.seq())
                .onTermination()
                .invoke(() -> reads.remove(place))
                .memoize()
                .indefinitely();
    }

    /// Where a stream is in a build's events.
    ///
    /// @param wakes after how many wake-ups: what was read before one may lack what it told of
    private record Place(BuildId build, int seq, long wakes) {}

    /// The events, and an empty one after the last that there will ever be.
    private static List<Optional<StoredEvent>> withEnd(List<StoredEvent> events) {
        return events.stream()
                .mapMulti((StoredEvent event, Consumer<Optional<StoredEvent>> sink) -> {
                    sink.accept(Optional.of(event));
                    if (event.last()) {
                        sink.accept(Optional.empty());
                    }
                })
                .toList();
    }

    /// The data is JSON already; it goes out as it was stored.
    private static StreamEvent event(StoredEvent event) {
        return new StreamEvent(Integer.toString(event.seq()), event.type(), event.data(), event.last());
    }

    private static int sequence(@Nullable String lastSeen) {
        try {
            return lastSeen == null ? 0 : Integer.parseInt(lastSeen);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
