package io.nokube.build.follow;

import io.nokube.build.Build;
import io.nokube.build.github.Answer;
import io.nokube.build.github.GitHub;
import io.nokube.build.github.Job;
import io.nokube.build.log.JobOutput;
import io.nokube.build.log.LiveLogs;
import io.nokube.build.loop.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalInt;

/// Shows the logs of jobs that are over while their run goes on, where the jobs do not push what they print: GitHub
/// hands out no log of a job before its end
/// (<https://docs.github.com/en/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run>).
@ApplicationScoped
class FinishedJobs {
    private final GitHub gitHub;
    private final LiveLogs live;

    FinishedJobs(GitHub gitHub, LiveLogs live) {
        this.gitHub = gitHub;
        this.live = live;
    }

    /// In the order of the jobs: one that is over waits for those before it. What GitHub does not hand out now is asked
    /// for at the next look. Where all are over the run is about to be, and its whole log comes then.
    void show(Build build, List<Job> jobs) {
        List<Job> over = jobs.stream().takeWhile(Job::over).toList();
        if (over.isEmpty() || over.size() == jobs.size()) {
            return;
        }
        OptionalInt shown = Waiting.on(() -> live.shownJobs(build.id()));
        for (int i = shown.orElse(over.size()); i < over.size(); i++) {
            Job job = over.get(i);
            int index = i;
            if (!job.ran()) {
                Waiting.on(() -> live.showJob(build, index, new JobOutput("", List.of())));
            } else if (gitHub.jobLog(job.id()) instanceof Answer.Found<String>(String text)) {
                Waiting.on(() -> live.showJob(build, index, new JobOutput(text, job.steps())));
            } else {
                return;
            }
        }
    }
}
