package io.nokube.build;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a failed step printed, taken apart by who speaks: the runner and the builder, whose words are believed, and the
/// programs inside the build, which can print whatever they like. What merely quotes a Dockerfile or a script (the
/// listing under an error, the command in a message, the script of the step) is nobody's word and left out.
///
/// @param lines all of it, as printed
/// @param start the first line after the step's own script
/// @param host what the runner, git, docker and pack say
/// @param inner what the command that failed says; that of all commands where none is named
record StepOutput(List<String> lines, int start, List<Line> host, List<Line> inner) {
    private static final String GROUP = "##[group]Run ";
    private static final String GROUP_END = "##[endgroup]";
    private static final int MAX_SCRIPT = 300;

    private static final Pattern NOBODY =
            Pattern.compile("^(?:##\\[(?:group|endgroup|command|debug|warning|notice)]|\\[command]|::|#\\d+ \\[)");
    private static final Pattern FAILED_VERTEX = Pattern.compile("^#(\\d+) ERROR: process ");
    private static final Pattern VERTEX_LINE = Pattern.compile("^#(\\d+) \\d+\\.\\d+ (.*)$");
    private static final Pattern BLOCK = Pattern.compile("^ > \\[.*]? ?.*:$");
    private static final Pattern BLOCK_TIME = Pattern.compile("^\\d+\\.\\d+ ");
    private static final Pattern PHASE = Pattern.compile("^(?:\\[[a-z]+] )?===> ([A-Z]+)$");
    private static final Pattern LIFECYCLE = Pattern.compile("^\\[builder] (.*)$");
    private static final Pattern QUOTED = Pattern.compile("process \".*\" did not complete");
    private static final String RULER = "-".repeat(20);
    private static final String BLOCK_END = "-".repeat(6);

    /// @param at where it stands in the step's lines
    record Line(int at, String text) {}

    static StepOutput read(List<String> lines) {
        Reading reading = new Reading(failedVertex(lines));
        int start = endOfScript(lines);
        for (int i = start; i < lines.size(); i++) {
            reading.take(i, lines.get(i));
        }
        return new StepOutput(List.copyOf(lines), start, List.copyOf(reading.host), List.copyOf(reading.inner));
    }

    private static int endOfScript(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().startsWith(GROUP)) {
            return 0;
        }
        for (int i = 1; i < Math.min(lines.size(), MAX_SCRIPT); i++) {
            if (lines.get(i).equals(GROUP_END)) {
                return i + 1;
            }
        }
        return 1;
    }

    private static String failedVertex(List<String> lines) {
        String vertex = "";
        for (String line : lines) {
            Matcher matcher = FAILED_VERTEX.matcher(line);
            if (matcher.find()) {
                vertex = matcher.group(1);
            }
        }
        return vertex;
    }

    private static final class Reading {
        private final String vertex;
        private final List<Line> host = new ArrayList<>();
        private final List<Line> inner = new ArrayList<>();
        private boolean inBlock;
        private boolean inListing;
        private boolean inBuildpacks;

        Reading(String vertex) {
            this.vertex = vertex;
        }

        void take(int at, String line) {
            if (!isMark(line) && !inListing && !NOBODY.matcher(line).find()) {
                sort(at, line);
            }
        }

        /// Whether the line only says where something begins or ends.
        private boolean isMark(String line) {
            Matcher phase = PHASE.matcher(line);
            if (phase.matches()) {
                inBuildpacks = phase.group(1).equals("BUILDING");
                return true;
            }
            if (inBuildpacks) {
                return false;
            }
            if (line.equals(RULER)) {
                inListing = !inListing;
                return true;
            }
            if (line.equals(BLOCK_END)) {
                inBlock = false;
                return true;
            }
            if (BLOCK.matcher(line).matches()) {
                inBlock = true;
                return true;
            }
            return false;
        }

        private void sort(int at, String line) {
            Matcher ofVertex = VERTEX_LINE.matcher(line);
            Matcher ofLifecycle = LIFECYCLE.matcher(line);
            if (ofVertex.matches()) {
                if (vertex.isEmpty() || vertex.equals(ofVertex.group(1))) {
                    inner.add(new Line(at, ofVertex.group(2)));
                }
            } else if (ofLifecycle.matches()) {
                inner.add(new Line(at, ofLifecycle.group(1)));
            } else if (inBlock) {
                inner.add(new Line(at, BLOCK_TIME.matcher(line).replaceFirst("")));
            } else if (inBuildpacks && !isEndOfBuildpacks(line)) {
                inner.add(new Line(at, line));
            } else {
                host.add(new Line(at, QUOTED.matcher(line).replaceAll("process did not complete")));
            }
        }

        private static boolean isEndOfBuildpacks(String line) {
            return line.startsWith("ERROR: failed to build: ") || line.startsWith("##[error]");
        }
    }
}
