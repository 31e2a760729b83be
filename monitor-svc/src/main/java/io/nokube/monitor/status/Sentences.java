package io.nokube.monitor.status;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Sentences put together from what others say.
final class Sentences {
    private static final int LINES = 5;
    private static final int LENGTH = 500;

    private Sentences() {}

    /// `text: detail.`, or `text.` where there is no detail.
    static String withDetail(String text, String detail) {
        if (detail.isBlank()) {
            return text + ".";
        }
        return text + ": " + detail.strip() + (detail.strip().endsWith(".") ? "" : ".");
    }

    /// The last lines of what a program printed, shortened to what fits into a message; empty where it printed nothing.
    static String lastLines(String output) {
        List<String> lines = Arrays.stream(output.split("\\R"))
                .map(String::stripTrailing)
                .filter(line -> !line.isBlank())
                .toList();
        String last = lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining("\n"));
        String end = last.substring(Math.max(0, last.length() - LENGTH));
        return end.isEmpty() ? "" : " It last printed: " + end;
    }
}
