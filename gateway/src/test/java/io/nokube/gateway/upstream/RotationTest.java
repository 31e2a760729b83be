package io.nokube.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotationTest {
    /// Near the end of the range: the clock may run over.
    private static final long NOW = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

    @Test
    void theAddressesTakeTurns() {
        Rotation three = Rotation.of(3);

        assertThat(IntStream.range(0, 6).map(turn -> three.choose(turn, Set.of(), NOW)))
                .containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(three.choose(Integer.MIN_VALUE, Set.of(), NOW)).isBetween(0, 2);
    }

    @Test
    void aRequestGoesNowhereTwice() {
        assertThat(Rotation.of(3).choose(0, Set.of(0, 1), NOW)).isEqualTo(2);
        assertThat(fails(Rotation.of(2), 1, 3, NOW).choose(0, Set.of(0), NOW))
                .as("better to one that is out than nowhere")
                .isEqualTo(1);
    }

    /// After so many failures in a row, is the address out so many milliseconds later?
    @ParameterizedTest
    @CsvSource({
        "1, 0, false",
        "2, 0, false",
        "3, 0, true",
        "3, 4999, true",
        "3, 5000, false",
        "4, 4999, true",
        "9, 4999, true",
        "9, 5000, false"
    })
    void whatFailsIsOutForAWhile(int failures, long millisLater, boolean isOut) {
        Rotation after = fails(Rotation.of(2), 1, failures, NOW);

        assertThat(after.isOut(1, later(millisLater))).isEqualTo(isOut);
        assertThat(after.isOut(0, NOW)).isFalse();
        assertThat(after.choose(1, Set.of(), later(millisLater))).isEqualTo(isOut ? 0 : 1);
    }

    /// How long an address is out when it fails again each time it comes back, in seconds.
    @Test
    void whoFailsAtOnceAfterComingBackIsOutForLongerEachTime() {
        Rotation rotation = fails(Rotation.of(2), 0, 3, NOW);
        long now = NOW;
        for (int seconds : List.of(5, 10, 20, 40, 60, 60)) {
            assertThat(rotation.isOut(0, now + seconds * 1_000_000_000L - 1)).isTrue();
            now += seconds * 1_000_000_000L;
            assertThat(rotation.isOut(0, now)).isFalse();
            rotation = rotation.failed(0, now);
        }
    }

    @Test
    void oneAnswerMakesUpForAll() {
        Rotation after = fails(Rotation.of(2), 1, 3, NOW).answered(1);

        assertThat(after).isEqualTo(Rotation.of(2));
        assertThat(fails(after, 1, 2, NOW).isOut(1, NOW)).isFalse();
        assertThat(after.answered(0)).as("nothing new costs nothing").isSameAs(after);
    }

    @Test
    void whereAllAreOutTheOneThatComesBackFirstIsAsked() {
        Rotation after = fails(fails(Rotation.of(2), 0, 3, NOW), 1, 3, later(1_000));

        assertThat(after.choose(0, Set.of(), later(1_500))).isEqualTo(0);
        assertThat(after.choose(1, Set.of(), later(1_500))).isEqualTo(0);
        assertThat(fails(Rotation.of(1), 0, 9, NOW).choose(7, Set.of(), NOW)).isEqualTo(0);
    }

    private static Rotation fails(Rotation rotation, int address, int times, long now) {
        Rotation after = rotation;
        for (int i = 0; i < times; i++) {
            after = after.failed(address, now);
        }
        return after;
    }

    private static long later(long millis) {
        return NOW + Duration.ofMillis(millis).toNanos();
    }
}
