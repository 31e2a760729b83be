package io.nokube.build.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookBudgetTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void givesSoManyAMinute() {
        LookBudget budget = new LookBudget(2);
        assertThat(budget.take(START)).isTrue();
        assertThat(budget.take(START.plusSeconds(30))).isTrue();
        assertThat(budget.take(START.plusSeconds(59))).isFalse();
        assertThat(budget.take(START.plusSeconds(60))).isTrue();
        assertThat(budget.take(START.plusSeconds(61))).isTrue();
        assertThat(budget.take(START.plusSeconds(62))).isFalse();
    }
}
