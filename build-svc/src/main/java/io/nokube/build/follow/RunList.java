package io.nokube.build.follow;

import io.nokube.build.BuildId;
import io.nokube.build.Run;
import io.nokube.build.follow.PollPlanner.Look;
import io.nokube.build.follow.PollPlanner.Seen;
import io.nokube.build.github.Answer;
import io.nokube.build.github.GitHub;
import io.nokube.build.github.Job;
import io.nokube.build.github.RunPage;
import io.nokube.build.store.ActiveRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Looks at GitHub's list of runs and passes on what it says about builds, remembering what it said before.
final class RunList {
    private static final Logger LOG = Logger.getLogger(RunList.class);
    /// GitHub shows no more than a thousand runs of a list.
    private static final int MAX_PAGES = 10;
    private static final int AT_ONCE = 8;

    private final GitHub gitHub;
    private final Desk desk;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    /// Where news of builds go.
    interface Desk {
        void runSeen(BuildId build, Run run);

        void jobsSeen(BuildId build, List<Job> jobs);

        /// These runs are on the list.
        void covered(List<Long> runIds);
    }

    RunList(GitHub gitHub, Desk desk) {
        this.gitHub = gitHub;
        this.desk = desk;
    }

    /// @param maxJobs of how many runs the jobs may be asked for
    void look(List<ActiveRun> active, Predicate<BuildId> watched, int maxJobs, Instant now) {
        seen.keySet().retainAll(active.stream().map(ActiveRun::runId).collect(Collectors.toSet()));
        Map<Long, Run> listed = list(active);
        if (listed.isEmpty()) {
            return;
        }
        desk.covered(List.copyOf(listed.keySet()));
        List<Look> looks = PollPlanner.looks(active, listed, Map.copyOf(seen), watched, maxJobs, now);
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("list-", 0).factory())) {
            looks.forEach(look -> threads.execute(() -> pass(look)));
        }
    }

    /// The active runs that are on the list. Ids grow, so that nothing older need be listed than the oldest of them.
    private Map<Long, Run> list(List<ActiveRun> active) {
        Set<Long> wanted = active.stream().map(ActiveRun::runId).collect(Collectors.toSet());
        long oldest = wanted.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        Map<Long, Run> listed = new HashMap<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            if (!(gitHub.runs(page) instanceof Answer.Found<RunPage>(RunPage found))) {
                break;
            }
            found.runs().stream().filter(run -> wanted.contains(run.id())).forEach(run -> listed.put(run.id(), run));
            boolean isPast = found.runs().stream().anyMatch(run -> run.id() <= oldest);
            if (isPast || !found.more() || listed.size() == wanted.size()) {
                break;
            }
        }
        return listed;
    }

    private void pass(Look look) {
        BuildId build = look.build().build();
        try {
            if (look.tell()) {
                desk.runSeen(build, look.run());
            }
            Seen now = look.seen();
            if (look.jobs() && !askJobs(build, look.run().id())) {
                now = new Seen(now.phase(), now.updatedAt(), now.jobsAt(), true);
            }
            seen.put(look.run().id(), now);
        } catch (RuntimeException e) {
            LOG.warnf(e, "What GitHub lists of build %s was not noted this time", build);
        }
    }

    private boolean askJobs(BuildId build, long runId) {
        if (gitHub.jobs(runId) instanceof Answer.Found<List<Job>>(List<Job> jobs)) {
            desk.jobsSeen(build, jobs);
            return true;
        }
        return false;
    }
}
