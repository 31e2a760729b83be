package io.nokube.build.dispatch;

import io.nokube.build.BuildId;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.github.Answer;
import io.nokube.build.github.DispatchOutcome;
import io.nokube.build.github.GitHub;
import io.nokube.build.github.Job;
import io.nokube.build.github.RunPage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A GitHub that keeps what it was sent, and can be told to take its caller down with it.
final class FakeGitHub implements GitHub {
    /// Where the process dies.
    enum Death {
        BEFORE_DISPATCH,
        AFTER_DISPATCH,
        BEFORE_LOOK,
        AFTER_LOOK
    }

    /// The end of the process that made the call.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, Long> runs = new ConcurrentHashMap<>();
    private final List<String> dispatches = new CopyOnWriteArrayList<>();
    private final Set<Death> deaths = EnumSet.noneOf(Death.class);
    private boolean silent;

    void killAt(Death death) {
        deaths.add(death);
    }

    /// Answers without the run's id from now on.
    void saysNoId() {
        silent = true;
    }

    long dispatchesOf(BuildId build) {
        return dispatches.stream().filter(build.toString()::equals).count();
    }

    @Override
    public DispatchOutcome dispatch(Map<String, String> inputs) {
        dieAt(Death.BEFORE_DISPATCH);
        String build = String.valueOf(inputs.get("build_id"));
        dispatches.add(build);
        long id = dispatches.size();
        runs.put(build, id);
        dieAt(Death.AFTER_DISPATCH);
        return new DispatchOutcome.Accepted(silent ? null : new RunLink(id, null, null));
    }

    @Override
    public Answer<Run> findRun(BuildId build, Instant since) {
        dieAt(Death.BEFORE_LOOK);
        Long id = runs.get(build.toString());
        dieAt(Death.AFTER_LOOK);
        return id == null
                ? new Answer.Missing<>()
                : new Answer.Found<>(new Run(id, null, Run.Phase.WAITING, null, null, null));
    }

    @Override
    public Answer<RunPage> runs(int page) {
        return new Answer.Missing<>();
    }

    @Override
    public Answer<Run> run(long runId) {
        return new Answer.Missing<>();
    }

    @Override
    public Answer<Boolean> cancel(long runId, boolean byForce) {
        return new Answer.Found<>(runs.containsValue(runId));
    }

    @Override
    public Answer<List<Job>> jobs(long runId) {
        return new Answer.Missing<>();
    }

    @Override
    public Answer<String> jobLog(long jobId) {
        return new Answer.Missing<>();
    }

    private void dieAt(Death death) {
        if (deaths.remove(death)) {
            throw new Killed();
        }
    }
}
