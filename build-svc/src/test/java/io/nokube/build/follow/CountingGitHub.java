package io.nokube.build.follow;

import io.nokube.build.BuildId;
import io.nokube.build.Conclusion;
import io.nokube.build.Fixtures;
import io.nokube.build.Run;
import io.nokube.build.Step;
import io.nokube.build.github.Answer;
import io.nokube.build.github.DispatchOutcome;
import io.nokube.build.github.GitHub;
import io.nokube.build.github.Job;
import io.nokube.build.github.RunPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A GitHub whose runs go on with a clock that is moved by hand, and that counts requests as GitHub does: the same
/// question with the same answer as last time is a 304 and free.
final class CountingGitHub implements GitHub {
    private static final int PAGE = 100;

    private final List<Timetable> runs = new ArrayList<>();
    private final Map<String, Object> answered = new ConcurrentHashMap<>();
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger free = new AtomicInteger();
    private Instant now = Fixtures.T0;

    /// A run's life. Its entry in the list changes with each of its steps.
    record Timetable(long id, Instant start, Duration length, int steps) {
        Run at(Instant now) {
            if (now.isBefore(start)) {
                return new Run(id, null, Run.Phase.WAITING, null, null, Fixtures.T0);
            }
            Instant end = start.plus(length);
            return now.isBefore(end)
                    ? new Run(
                            id,
                            null,
                            Run.Phase.RUNNING,
                            null,
                            start,
                            start.plus(length.dividedBy(steps).multipliedBy(done(now))))
                    : new Run(id, null, Run.Phase.COMPLETED, Conclusion.SUCCESS, start, end);
        }

        int done(Instant now) {
            return (int) Math.clamp(Duration.between(start, now).dividedBy(length.dividedBy(steps)), 0, steps);
        }

        List<Job> jobs(Instant now) {
            List<Step> all = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                Step.Status status = i < done(now) ? Step.Status.SUCCESS : Step.Status.PENDING;
                all.add(new Step(i + 1, "step " + i, status, null, null));
            }
            return List.of(new Job(id, done(now) == steps, false, all));
        }
    }

    void add(Timetable run) {
        runs.addFirst(run);
    }

    void moveTo(Instant time) {
        now = time;
    }

    int counted() {
        return counted.get();
    }

    int free() {
        return free.get();
    }

    private <T> T answer(String question, T answer) {
        Object last = answered.put(question, answer);
        (Objects.equals(last, answer) ? free : counted).incrementAndGet();
        return answer;
    }

    private Timetable find(long id) {
        return runs.stream().filter(run -> run.id() == id).findFirst().orElseThrow();
    }

    @Override
    public Answer<RunPage> runs(int page) {
        List<Run> shown = runs.stream()
                .skip((page - 1L) * PAGE)
                .limit(PAGE)
                .map(run -> run.at(now))
                .toList();
        return new Answer.Found<>(answer("list " + page, new RunPage(shown, shown.size() == PAGE)));
    }

    @Override
    public Answer<Run> run(long runId) {
        return new Answer.Found<>(answer("run " + runId, find(runId).at(now)));
    }

    @Override
    public Answer<List<Job>> jobs(long runId) {
        return new Answer.Found<>(answer("jobs " + runId, find(runId).jobs(now)));
    }

    @Override
    public Answer<String> jobLog(long jobId) {
        return new Answer.Found<>(answer(
                "log " + jobId,
                "##[group]Run report\nnokube-result: {\"digest\":\"" + Fixtures.DIGEST + "\",\"commit\":\"\"}"));
    }

    @Override
    public DispatchOutcome dispatch(Map<String, String> inputs) {
        throw new UnsupportedOperationException("the builds of these tests have runs");
    }

    @Override
    public Answer<Run> findRun(BuildId build, Instant since) {
        throw new UnsupportedOperationException("the builds of these tests have runs");
    }

    @Override
    public Answer<Boolean> cancel(long runId, boolean byForce) {
        throw new UnsupportedOperationException("nobody cancels here");
    }
}
