package io.nokube.web;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;

/// Server-Sent Events as the contract has them (HTML, section 9.2): every event has an id, a comment every 15 seconds
/// keeps proxies from closing a quiet stream, and the stream ends by itself after the last event.
public final class EventStream {
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private EventStream() {}

    public static Multi<OutboundSseEvent> of(Sse sse, Multi<StreamEvent> events) {
        return of(sse, events, HEARTBEAT);
    }

    static Multi<OutboundSseEvent> of(Sse sse, Multi<StreamEvent> events, Duration heartbeat) {
        Multi<Optional<StreamEvent>> beats =
                Multi.createFrom().ticks().every(heartbeat).onOverflow().drop().map(tick -> Optional.empty());
        // The end of the events is an item of its own, since a merge goes on for as long as the heart beats.
        Multi<Signal> signals = Multi.createBy()
                .merging()
                .streams(events.map(Signal::event).onCompletion().continueWith(Signal.END), beats.map(Signal::new));
        return signals.select()
                .first(signal -> !signal.ends())
                .map(signal -> signal.event().map(event -> write(sse, event)).orElseGet(() -> heartbeat(sse)));
    }

    private static OutboundSseEvent write(Sse sse, StreamEvent event) {
        // No media type: Quarkus would write it into every event, as a field that the standard does not know. Resources
        // say
        // it once, with @RestStreamElementType.
        OutboundSseEvent.Builder builder =
                sse.newEventBuilder().name(event.name()).data(event.data().getClass(), event.data());
        // An empty id would make the client forget the last one that it saw.
        return (event.id().isEmpty() ? builder : builder.id(event.id())).build();
    }

    private static OutboundSseEvent heartbeat(Sse sse) {
        return sse.newEventBuilder().comment("still here").build();
    }
}
