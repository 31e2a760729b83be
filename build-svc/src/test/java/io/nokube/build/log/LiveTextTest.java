package io.nokube.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiveTextTest {
    private static final LogMask MASK = LogMask.knowing(Map.of("API_TOKEN", "correct horse battery"));

    private static List<String> fed(String... pieces) {
        List<String> lines = new ArrayList<>();
        LiveText text = LiveText.NOTHING;
        for (String piece : pieces) {
            LiveText.Fed fed = text.feed(MASK, "Build image", piece);
            fed.lines().forEach(line -> lines.add(line.text()));
            text = fed.rest();
        }
        text.end(MASK).lines().forEach(line -> lines.add(line.text()));
        return lines;
    }

    @Test
    void whereverATextIsCutItsLinesAreTheSame() {
        String text = "one\r\ntwo\n\nuses correct horse battery here\n-----BEGIN PRIVATE KEY-----\nMIIE\n"
                + "-----END PRIVATE KEY-----\nlast without end";
        List<String> whole = fed(text);
        assertThat(whole).startsWith("one", "two", "", "uses *** here", "***").endsWith("last without end");
        assertThat(String.join("\n", whole)).doesNotContain("MIIE", "horse");
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(text.length());
            int second = first + random.nextInt(text.length() - first);
            assertThat(fed(text.substring(0, first), text.substring(first, second), text.substring(second)))
                    .describedAs("cut at %s and %s", first, second)
                    .isEqualTo(whole);
        }
    }

    @Test
    void anUnfinishedLineIsNotShown() {
        LiveText.Fed fed = LiveText.NOTHING.feed(MASK, "Build image", "whole\nuses correct horse bat");

        assertThat(fed.lines()).containsExactly(new LogLine("Build image", "whole"));
    }

    @Test
    void anEndlessLineIsBrokenOffAndItsRestLeftOut() {
        String much = "x".repeat(3 * LogCut.MAX_LINE);

        List<String> lines = fed(much, much, "y\nnext\n");

        assertThat(lines).hasSize(2).endsWith("next");
        assertThat(lines.getFirst()).hasSize(LogCut.MAX_LINE + 1).endsWith("x…");
    }

    @Test
    void aLineEndsWithItsStep() {
        LiveText.Fed first = LiveText.NOTHING.feed(MASK, "Build image", "no end");
        LiveText.Fed second = first.rest().feed(MASK, "Push image", "other\n");

        assertThat(second.lines())
                .containsExactly(new LogLine("Build image", "no end"), new LogLine("Push image", "other"));
    }
}
