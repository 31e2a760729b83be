package io.nokube.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveEndsTest {
    private static final String BUILD = "Build image";
    private static final List<LogLine> WHOLE = Stream.concat(
                    Stream.of(
                            new LogLine("Set up job", "#1 starts"),
                            new LogLine(BUILD, "##[group]Run docker"),
                            new LogLine(BUILD, "\u001B[36;1m#1 starts\u001B[0m"),
                            new LogLine(BUILD, "same"),
                            new LogLine(BUILD, "same"),
                            new LogLine(BUILD, "#2 ends  ")),
                    Stream.of(new LogLine("Push image", "pushed")))
            .toList();

    private static LogChunk piece(int seq, String text) {
        return new LogChunk(seq, BUILD, (int) text.lines().count(), text);
    }

    @Test
    void eachPieceEndsAfterItsLastLineOfTheSameStep() {
        assertThat(LiveEnds.of(WHOLE, List.of(piece(1, "#1 starts\nsame\n"), piece(2, "same\n#2 ends\n"))))
                .containsExactly(4, 6);
    }

    @Test
    void whatIsNotInTheWholeLogIsPassedOver() {
        List<LogChunk> live = List.of(piece(1, "#1 starts\n"), piece(2, "[NoKube] a gap\n"), piece(3, "#2 ends\n"));

        assertThat(LiveEnds.of(WHOLE, live)).containsExactly(3, 3, 6);
    }

    @Test
    void nothingIsSoughtFarAwayButAfterAGap() {
        List<LogLine> longOne = Stream.concat(
                        Stream.generate(() -> new LogLine(BUILD, "x")).limit(2_000),
                        Stream.of(new LogLine(BUILD, "far")))
                .toList();

        assertThat(LiveEnds.of(longOne, List.of(piece(1, "x\nfar\n")))).containsExactly(1);
        assertThat(LiveEnds.of(longOne, List.of(piece(1, "x\n[NoKube] Some lines\nfar\n"))))
                .containsExactly(2_001);
    }

    @Test
    void endsNeverGoBack() {
        assertThat(LiveEnds.of(WHOLE, List.of(piece(1, "#2 ends\n"), piece(2, "same\n"))))
                .containsExactly(6, 6);
    }

    @Test
    void nothingLiveEndsNowhere() {
        assertThat(LiveEnds.of(WHOLE, List.of())).isEmpty();
        assertThat(LiveEnds.of(List.of(), List.of(piece(1, "a\n")))).containsExactly(0);
    }
}
