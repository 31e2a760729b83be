package io.nokube.build.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.build.Fixtures;
import io.nokube.build.github.RateGate.Rate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollPlannerTest {
    private static final Instant NOW = Fixtures.T0;

    @Test
    void asManyAsOneLikesWhereNothingIsKnown() {
        assertThat(runs(Rate.UNKNOWN)).isEqualTo(16);
        assertThat(runs(new Rate(0, NOW.minusSeconds(1)))).isEqualTo(16);
    }

    @Test
    void nothingOnceOnlyTheReserveIsLeft() {
        assertThat(runs(new Rate(500, NOW.plusSeconds(60)))).isZero();
        assertThat(runs(new Rate(501, NOW.plusSeconds(60)))).isZero();
    }

    @Test
    void whatIsLeftIsSpreadOverTheTimeThatIsLeft() {
        assertThat(runs(new Rate(5000, NOW.plusSeconds(3600)))).isEqualTo(1);
        assertThat(runs(new Rate(5000, NOW.plusSeconds(600)))).isEqualTo(4);
        assertThat(runs(new Rate(5000, NOW.plusSeconds(10)))).isEqualTo(16);
    }

    private static int runs(Rate rate) {
        return PollPlanner.runs(rate, 16, 500, Duration.ofSeconds(1), NOW);
    }
}
