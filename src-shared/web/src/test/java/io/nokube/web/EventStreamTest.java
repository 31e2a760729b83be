package io.nokube.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void endsAfterTheLastEvent() {
        Multi<StreamEvent> events = Multi.createFrom()
                .items(
                        new StreamEvent("1", "status", "pending", false),
                        new StreamEvent("2", "status", "success", true));

        AssertSubscriber<OutboundSseEvent> subscriber =
                EventStream.of(new SseImpl(), events, LONG).subscribe().withSubscriber(AssertSubscriber.create(10));

        List<OutboundSseEvent> sent = subscriber.awaitCompletion().getItems();
        assertThat(sent).extracting(OutboundSseEvent::getId).containsExactly("1", "2");
        assertThat(sent).extracting(OutboundSseEvent::getData).containsExactly("pending", "success");
    }

    @Test
    void aQuietStreamBeatsAndItsSourceIsCancelledWithIt() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Multi<StreamEvent> quiet =
                Multi.createFrom().<StreamEvent>nothing().onCancellation().invoke(() -> cancelled.set(true));

        AssertSubscriber<OutboundSseEvent> subscriber = EventStream.of(new SseImpl(), quiet, Duration.ofMillis(5))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(100));
        subscriber.awaitItems(3);
        subscriber.cancel();

        assertThat(subscriber.getItems())
                .allSatisfy(beat -> assertThat(beat.getComment()).isNotBlank());
        assertThat(cancelled).isTrue();
    }
}
