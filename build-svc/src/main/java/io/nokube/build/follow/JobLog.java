package io.nokube.build.follow;

import io.nokube.build.RunResult;
import io.nokube.build.log.JobOutput;
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
    private static final int MAX_LINES = 4000;
    private static final int MAX_LINE = 300;

    private final List<String> lines;

    private JobLog(List<String> lines) {
        this.lines = lines;
    }

    static JobLog parse(String text) {
        return new JobLog(text.lines().map(JobLog::clean).toList());
    }

    /// What the last step of a job reported: of the last job that did, where jobs follow the one that built.
    static Optional<RunResult> resultOf(List<JobOutput> jobs) {
        return jobs.stream()
                .map(job -> parse(job.text()).result())
                .flatMap(Optional::stream)
                .reduce((_, later) -> later);
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

    /// What the step printed that failed, its script first: the end of it where it is very long. Where nothing says
    /// that a step failed, what the last one printed.
    ///
    /// A build can print the runner's marks, too; but what failed it always stands after whatever it printed.
    List<String> failedStep() {
        int end = endOfSteps();
        int error = end - 1;
        while (error >= 0 && !lines.get(error).startsWith(ERROR)) {
            error--;
        }
        int at = error < 0 ? end - 1 : error;
        int from = at;
        while (from > 0 && !lines.get(from).startsWith(STEP)) {
            from--;
        }
        int to = at + 1;
        while (to < end && !lines.get(to).startsWith(STEP)) {
            to++;
        }
        return lines.subList(Math.clamp(to - MAX_LINES, Math.max(0, from), to), to).stream()
                .map(line -> line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line)
                .toList();
    }

    /// Where GitHub's clean-up begins.
    private int endOfSteps() {
        int last = Math.max(0, lastStepStart());
        int cleanUp = lines.subList(last, lines.size()).indexOf(CLEAN_UP);
        return cleanUp < 0 ? lines.size() : last + cleanUp;
    }

    private List<String> lastStep() {
        int start = lastStepStart();
        return start < 0 ? List.of() : lines.subList(start, endOfSteps());
    }

    private int lastStepStart() {
        int start = lines.size() - 1;
        while (start >= 0 && !lines.get(start).startsWith(STEP)) {
            start--;
        }
        return start;
    }

    private static String clean(String line) {
        return ANSI.matcher(TIMESTAMP.matcher(line).replaceFirst(""))
                .replaceAll("")
                .stripTrailing();
    }
}
