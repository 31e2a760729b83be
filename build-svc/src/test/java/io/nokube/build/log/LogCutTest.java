package io.nokube.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogCutTest {
    @Test
    void aShortLogStaysAsItIs() {
        List<LogLine> lines = lines("Build", 10);

        assertThat(LogCut.shorten(lines, 1000)).isEqualTo(lines);
        assertThat(LogCut.shorten(List.of(), 1000)).isEmpty();
        assertThat(LogCut.chunks(List.of())).isEmpty();
    }

    @Test
    void aLongLogKeepsItsBeginningAndMostOfItsEnd() {
        List<LogLine> lines = lines("Build", 1000);

        List<String> kept =
                LogCut.shorten(lines, 1000).stream().map(LogLine::text).toList();

        assertThat(kept.getFirst()).isEqualTo("line 0");
        assertThat(kept.getLast()).isEqualTo("line 999");
        String gap = kept.stream()
                .filter(line -> line.startsWith("[NoKube]"))
                .findFirst()
                .orElseThrow();
        assertThat(gap).contains((1000 - (kept.size() - 1)) + " lines are left out");
        assertThat(kept.indexOf(gap)).isLessThan(kept.size() / 2);
    }

    @Test
    void aLineWithoutEndIsBrokenOff() {
        String endless = "x".repeat(LogCut.MAX_LINE * 3);

        assertThat(LogCut.shorten(List.of(new LogLine("Build", endless)), 1_000_000)
                        .getFirst()
                        .text())
                .hasSize(LogCut.MAX_LINE + 1)
                .endsWith("…");
    }

    @Test
    void chunksHaveOneStepEachAndGiveTheLogBack() {
        List<LogLine> lines = Stream.of(lines("Check out", 3), lines("Build", 9000), lines("Push", 1))
                .flatMap(List::stream)
                .toList();

        List<LogChunk> chunks = LogCut.chunks(lines);

        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks)
                .extracting(LogChunk::seq)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, chunks.size()).boxed().toList());
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text().lines()).hasSize(chunk.lines()));
        assertThat(chunks.stream().map(LogChunk::text).collect(Collectors.joining()))
                .isEqualTo(lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
        assertThat(chunks.getFirst()).isEqualTo(new LogChunk(1, "Check out", 3, "line 0\nline 1\nline 2\n"));
    }

    private static List<LogLine> lines(String step, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new LogLine(step, "line " + i))
                .toList();
    }
}
