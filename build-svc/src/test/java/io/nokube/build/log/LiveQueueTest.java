package io.nokube.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.log.LiveQueue.Drained;
import io.nokube.build.log.LiveStore.Pushed;
import io.nokube.build.log.LiveStore.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveQueueTest {
    private static final Standing START = new Standing(0, LiveText.NOTHING, 0);
    private static final String GAP = "[NoKube] Some lines did not arrive";

    private final LiveQueue queue = new LiveQueue(LogMask.knowing(Map.of()), 1_000);

    private static List<Pushed> pushed(int... sequences) {
        return Arrays.stream(sequences)
                .mapToObj(number -> new Pushed(number, "Build image", number + "\n", Instant.EPOCH))
                .toList();
    }

    private static List<String> texts(Drained drained) {
        return drained.lines().stream().map(LogLine::text).toList();
    }

    @Test
    void whatFollowsIsShownAndTheRestWaits() {
        Drained drained = queue.drain(START, pushed(0, 1, 3), false);

        assertThat(texts(drained)).containsExactly("0", "1");
        assertThat(drained.standing().next()).isEqualTo(2);
    }

    @Test
    void aGapIsSaidOnceItIsGivenUp() {
        Drained drained = queue.drain(START, pushed(2, 3, 5), true);

        assertThat(texts(drained)).hasSize(3).endsWith("2", "3");
        assertThat(texts(drained).getFirst()).startsWith(GAP);
        assertThat(drained.standing().next()).isEqualTo(4);
    }

    @Test
    void atTheEndEverythingIsShown() {
        Standing carrying = queue.drain(START, List.of(new Pushed(0, "Build image", "0\nhalf", Instant.EPOCH)), false)
                .standing();

        Drained drained = queue.end(carrying, pushed(2, 4));

        assertThat(texts(drained)).hasSize(5).startsWith("half").endsWith("4");
        assertThat(texts(drained)).filteredOn(line -> line.startsWith(GAP)).hasSize(2);
        assertThat(queue.end(drained.standing(), List.of()).lines()).isEmpty();
    }

    @Test
    void moreThanIsShownIsSaidOnce() {
        List<Pushed> much = List.of(new Pushed(0, "Build image", ("x".repeat(99) + "\n").repeat(30), Instant.EPOCH));

        Drained first = queue.drain(START, much, false);
        Drained second = queue.drain(first.standing(), pushed(1), false);

        assertThat(texts(first)).hasSize(11);
        assertThat(texts(first).getLast()).startsWith("[NoKube] The log is too long");
        assertThat(second.lines()).isEmpty();
        assertThat(second.standing().next()).isEqualTo(2);
    }
}
