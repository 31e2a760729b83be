package io.nokube.build.follow;

import io.nokube.build.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The log of a job, as GitHub serves it: one line after the other, each with a timestamp. Pure.
///
/// A build can print whatever it likes, so nothing but the last step's own lines is believed. GitHub opens each step
/// that runs a script with a group `Run …`; the last one of the log is the last step's, since whatever a build printed
/// stands before it. After it only GitHub's clean-up follows.
final class JobLog {
    private static final Pattern TIMESTAMP = Pattern.compile("^\\uFEFF?\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ?");
    private static final Pattern ANSI = Pattern.compile("\\u001B\\[[0-9;?]*[A-Za-z]|\\u001B][^\\u0007]*\\u0007");
    private static final String STEP = "##[group]Run ";
    private static final String CLEAN_UP = "Post job cleanup.";
    private static final String ERROR = "##[error]";
    private static final int BEFORE_ERROR = 20;
    private static final int AFTER_ERROR = 5;
    private static final int MAX_LINE = 300;

    private final List<String> lines;

    private JobLog(List<String> lines) {
        this.lines = lines;
    }

    static JobLog parse(String text) {
        return new JobLog(text.lines().map(JobLog::clean).toList());
    }

    /// What the last step reported.
    Optional<RunResult> result() {
        List<String> step = lastStep();
        for (int i = step.size() - 1; i >= 0; i--) {
            Optional<RunResult> result = RunResult.parse(step.get(i));
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    /// The lines around the first error; the end of the log where there is none.
    List<String> excerpt() {
        int error = first(ERROR);
        int at = error < 0 ? lines.size() - 1 : error;
        int from = Math.max(0, at - BEFORE_ERROR);
        for (int i = at; i > from; i--) {
            if (lines.get(i).startsWith(STEP)) {
                from = i;
            }
        }
        List<String> excerpt = new ArrayList<>();
        for (String line : lines.subList(from, Math.min(lines.size(), at + 1 + AFTER_ERROR))) {
            excerpt.add(line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line);
        }
        return excerpt;
    }

    private List<String> lastStep() {
        int start = lines.size() - 1;
        while (start >= 0 && !lines.get(start).startsWith(STEP)) {
            start--;
        }
        if (start < 0) {
            return List.of();
        }
        List<String> rest = lines.subList(start, lines.size());
        int end = rest.indexOf(CLEAN_UP);
        return end < 0 ? rest : rest.subList(0, end);
    }

    private int first(String prefix) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(prefix)) {
                return i;
            }
        }
        return -1;
    }

    private static String clean(String line) {
        return ANSI.matcher(TIMESTAMP.matcher(line).replaceFirst(""))
                .replaceAll("")
                .stripTrailing();
    }
}
