package io.nokube.build.github;

import io.nokube.build.BuildId;
import io.nokube.build.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What NoKube asks of GitHub. Calls wait for their answer and never throw for what GitHub does: whatever can happen is
/// one of the outcomes.
public interface GitHub {
    /// Starts a run of NoKube's workflow.
    DispatchOutcome dispatch(Map<String, String> inputs);

    /// The run whose name carries `build`; [Answer.Missing] where GitHub was asked and has none.
    Answer<Run> findRun(BuildId build, Instant since);

    /// The runs of the builds repository that were started through the API, the newest first, in pages from 1.
    Answer<RunPage> runs(int page);

    Answer<Run> run(long runId);

    /// Asks it to end; false where GitHub says that there is nothing to end any more.
    Answer<Boolean> cancel(long runId, boolean byForce);

    /// The jobs of the run's last attempt, in the order in which they were made.
    Answer<List<Job>> jobs(long runId);

    /// The log of a job that is over, as plain text.
    Answer<String> jobLog(long jobId);
}
