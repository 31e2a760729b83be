package io.nokube.monitor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FollowedKindTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Service SERVICE = new ServiceBuilder()
            .withNewMetadata()
            .withNamespace("tenant")
            .withName("frontend")
            .endMetadata()
            .build();

    private final CompletableFuture<Void> listed = new CompletableFuture<>();
    private final List<ResourceEventHandler<Service>> handlers = new ArrayList<>();
    private boolean informerRuns = true;

    @Test
    void itRunsWhenAllThatThereIsWasSeen() {
        FollowedKind<Service> kind = kind(LONG);
        assertThat(kind.isRunning()).isFalse();
        listed.complete(null);
        kind.start();
        assertThat(kind.isRunning()).isTrue();
        assertThat(kind.isStopped()).isFalse();
    }

    @Test
    void whatRunsIsNotFollowedTwice() {
        FollowedKind<Service> kind = kind(LONG);
        listed.complete(null);
        kind.start();
        kind.start();
        assertThat(handlers).as("informers that were begun").hasSize(1);
        kind.stop();
        kind.start();
        assertThat(handlers).hasSize(2);
    }

    @Test
    void aStartThatIsBrokenOffIsNotTakenForDone() {
        FollowedKind<Service> kind = kind(LONG);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(OperatorException.class).isThrownBy(kind::start);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kind.isRunning()).isFalse();
        assertThat(kind.isStopped()).isFalse();
    }

    @Test
    void aListThatTakesTooLongIsAFailure() {
        FollowedKind<Service> kind = kind(Duration.ofMillis(1));
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(kind::start)
                .withMessageContaining("Service");
        assertThat(kind.isRunning()).isFalse();
    }

    @Test
    void aListThatIsRefusedIsAFailure() {
        FollowedKind<Service> kind = kind(LONG);
        listed.completeExceptionally(new IllegalStateException("forbidden"));
        assertThatExceptionOfType(OperatorException.class)
                .isThrownBy(kind::start)
                .withStackTraceContaining("forbidden");
        assertThat(kind.isRunning()).isFalse();
    }

    @Test
    void anInformerThatGaveUpIsNoticed() {
        FollowedKind<Service> kind = kind(LONG);
        listed.complete(null);
        kind.start();
        informerRuns = false;
        assertThat(kind.isStopped()).isTrue();
        kind.stop();
        assertThat(kind.isStopped()).isFalse();
    }

    @Test
    void whatChangesMakesItsAppsDue() {
        FollowedKind<Service> kind = kind(LONG);
        List<Event> events = new ArrayList<>();
        kind.setEventHandler(events::add);
        listed.complete(null);
        kind.start();
        handlers.getFirst().onAdd(SERVICE);
        handlers.getFirst().onUpdate(SERVICE, SERVICE);
        handlers.getFirst().onDelete(SERVICE, false);
        assertThat(events)
                .extracting(Event::getRelatedCustomResourceID)
                .containsExactly(
                        new ResourceID("frontend", "tenant"),
                        new ResourceID("frontend", "tenant"),
                        new ResourceID("frontend", "tenant"));
    }

    private FollowedKind<Service> kind(Duration patience) {
        return new FollowedKind<>(
                Service.class, this::informer, service -> Set.of(ResourceID.fromResource(service)), patience);
    }

    /// One that is told what it has to tell.
    @SuppressWarnings("unchecked")
    private SharedIndexInformer<Service> informer() {
        return (SharedIndexInformer<Service>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {SharedIndexInformer.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "addEventHandler" -> {
                        handlers.add((ResourceEventHandler<Service>) arguments[0]);
                        yield self;
                    }
                    case "start" -> listed;
                    case "isRunning" -> informerRuns;
                    case "stop" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
