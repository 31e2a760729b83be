package io.nokube.build.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.BuildId;
import io.nokube.build.events.Wakeups.Watch;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WakeupsTest {
    private static final BuildId BUILD = new BuildId(new UUID(1, 1));
    private static final BuildId OTHER = new BuildId(new UUID(1, 2));

    private final Wakeups wakeups = new Wakeups();

    private static UniAssertSubscriber<Void> waiting(Watch watch) {
        return watch.next().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void onlyWhoeverWatchesTheBuildIsWoken() {
        UniAssertSubscriber<Void> first = waiting(wakeups.watch(BUILD));
        UniAssertSubscriber<Void> second = waiting(wakeups.watch(BUILD));
        UniAssertSubscriber<Void> other = waiting(wakeups.watch(OTHER));

        wakeups.wake(BUILD);

        first.assertCompleted();
        second.assertCompleted();
        other.assertNotTerminated();
        wakeups.wakeAll();
        other.assertCompleted();
    }

    @Test
    void aWakeUpBetweenTwoWaitsIsNotLost() {
        Watch watch = wakeups.watch(BUILD);
        wakeups.wake(BUILD);
        waiting(watch).assertCompleted();
        waiting(watch).assertNotTerminated();
    }

    @Test
    void whatIsReadAfterAWakeUpIsNoneOfWhatWasReadBefore() {
        Watch first = wakeups.watch(BUILD);
        Watch second = wakeups.watch(BUILD);
        long before = first.wakes();
        assertThat(second.wakes()).isEqualTo(before);

        wakeups.wake(BUILD);
        assertThat(first.wakes()).isGreaterThan(before).isEqualTo(second.wakes());

        first.close();
        second.close();
        assertThat(wakeups.watch(BUILD).wakes()).as("also after all have gone").isGreaterThan(before + 1);
    }

    @Test
    void whoHasGoneIsForgotten() {
        Watch watch = wakeups.watch(BUILD);
        assertThat(wakeups.watched()).containsExactly(BUILD);
        assertThat(wakeups.size()).isOne();
        watch.close();
        watch.close();
        assertThat(wakeups.watched()).isEmpty();
        assertThat(wakeups.isWatched(BUILD)).isFalse();
    }

    @Test
    void aWaitWithALimitEndsByItself() {
        assertThat(wakeups.watch(BUILD).next(Duration.ofMillis(1)).await().atMost(Duration.ofSeconds(10)))
                .isNull();
    }
}
