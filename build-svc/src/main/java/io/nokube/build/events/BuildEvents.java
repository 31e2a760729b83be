package io.nokube.build.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nokube.build.BuildId;
import io.nokube.build.config.BuildConfig;
import io.nokube.build.store.BuildSnapshot;
import io.nokube.build.store.EventLog;
import io.nokube.build.store.StoredEvent;
import io.nokube.build.view.BuildView;
import io.nokube.web.StreamEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The stream of what happens to a build, from the event log: any replica can serve it, and it can be resumed.
@ApplicationScoped
public class BuildEvents {
    private final EventLog log;
    private final Wakeups wakeups;
    private final ObjectMapper mapper;
    private final Duration lookEvery;

    public BuildEvents(EventLog log, Wakeups wakeups, ObjectMapper mapper, BuildConfig config) {
        this.log = log;
        this.wakeups = wakeups;
        this.mapper = mapper;
        this.lookEvery = config.events().lookEvery();
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
        return log.after(build, last.get()).call(events -> {
            if (events.isEmpty()) {
                return watch.next(lookEvery);
            }
            last.set(events.getLast().seq());
            return Uni.createFrom().voidItem();
        });
    }

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

    private StreamEvent event(StoredEvent event) {
        return new StreamEvent(Integer.toString(event.seq()), event.type(), json(event.data()), event.last());
    }

    private JsonNode json(String data) {
        try {
            return mapper.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The event log does not hold what was written to it", e);
        }
    }

    private static int sequence(@Nullable String lastSeen) {
        try {
            return lastSeen == null ? 0 : Integer.parseInt(lastSeen);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
