package io.nokube.monitor.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnQueueTest {
    /// Items are `<tenant><number>`; what is urgent has a `!` behind it.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "a1                | a1",
                "a1 a2 a3          | a1 a2 a3",
                "a1 a2 a3 b1       | a1 b1 a2 a3",
                "a1 a2 b1 b2 c1    | a1 b1 c1 a2 b2",
                "a1 a2! a3         | a2! a1 a3",
                "a1 a2! b1         | a2! b1 a1",
                "a1! a2! a3! b1 b2 | a1! b1 a2! b2 a3!",
            })
    void tenantsTakeTurns(String added, String served) {
        TurnQueue<String> queue = new TurnQueue<>();
        List.of(added.trim().split(" ")).forEach(item -> add(queue, item));

        assertThat(String.join(" ", all(queue))).isEqualTo(served);
        assertThat(queue.size()).isZero();
    }

    @Test
    void whoComesLateWaitsForOneOfTheOther() {
        TurnQueue<String> queue = new TurnQueue<>();
        for (int i = 0; i < 1_000; i++) {
            add(queue, "a" + i + "!");
        }
        assertThat(queue.next()).contains("a0!");

        add(queue, "b1");

        assertThat(queue.next()).contains("a1!");
        assertThat(queue.next()).contains("b1");
        assertThat(queue.size()).isEqualTo(998);
    }

    @Test
    void whoDoesNotWaitAnyLongerIsNotServed() {
        TurnQueue<String> queue = new TurnQueue<>();
        List.of("a1", "a2!", "b1").forEach(item -> add(queue, item));

        assertThat(queue.remove("a", "a2!")).isTrue();
        assertThat(queue.remove("a", "a2!")).isFalse();
        assertThat(queue.remove("b", "b1")).isTrue();
        assertThat(queue.remove("c", "c1")).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(all(queue)).containsExactly("a1");
    }

    private static void add(TurnQueue<String> queue, String item) {
        queue.add(item.substring(0, 1), item.endsWith("!"), item);
    }

    private static List<String> all(TurnQueue<String> queue) {
        List<String> all = new ArrayList<>();
        for (Optional<String> next = queue.next(); next.isPresent(); next = queue.next()) {
            all.add(next.get());
        }
        return all;
    }
}
