package io.nokube.build.webhook;

import io.nokube.build.Build;
import io.nokube.build.BuildEvent;
import io.nokube.build.BuildId;
import io.nokube.build.BuildState;
import io.nokube.build.Run;
import io.nokube.build.RunLink;
import io.nokube.build.Step;
import io.nokube.build.github.HookEvent;
import io.nokube.build.store.BuildDue;
import io.nokube.build.store.BuildRepository;
import io.nokube.build.store.BuildSnapshot;
import io.nokube.build.store.Pace;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;

/// Carries deliveries out. Each may come late, twice, or in another order: none takes back what was known before.
@ApplicationScoped
class Hooks {
    private final BuildRepository builds;
    private final Pushes pushes;
    private final Event<PushReceived> received;
    private final Event<BuildDue> due;
    private final Pace pace;

    Hooks(BuildRepository builds, Pushes pushes, Event<PushReceived> received, Event<BuildDue> due, Pace pace) {
        this.builds = builds;
        this.pushes = pushes;
        this.received = received;
        this.due = due;
        this.pace = pace;
    }

    Uni<Void> handle(HookEvent event) {
        return switch (event) {
            case HookEvent.RunChanged(BuildId build, Run run) -> runChanged(build, run);
            case HookEvent.StepsChanged(long runId, List<Step> steps) -> stepsChanged(runId, steps);
            case HookEvent.Pushed push -> pushes.add(push).invoke(() -> received.fire(new PushReceived(push)));
            case HookEvent.Nothing _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> runChanged(BuildId id, Run run) {
        pace.heard();
        return builds.snapshot(id)
                .map(found -> found.map(BuildSnapshot::build).filter(build -> concerns(build, run)))
                .chain(build -> build.isEmpty() ? Uni.createFrom().voidItem() : seen(id, run));
    }

    /// What a run that is over made is read at once.
    private Uni<Void> seen(BuildId id, Run run) {
        Uni<Void> noted = builds.apply(id, new BuildEvent.RunSeen(run)).replaceWithVoid();
        return run.phase() == Run.Phase.COMPLETED
                ? noted.chain(() -> builds.hurry(id)).invoke(() -> due.fire(new BuildDue(id)))
                : noted;
    }

    /// A build that goes on, and no other run than its own.
    private static boolean concerns(Build build, Run run) {
        RunLink known = build.state().run();
        boolean open = switch (build.state()) {
            case BuildState.Dispatching _, BuildState.Queued _, BuildState.Building _, BuildState.Cancelling _ -> true;
            case BuildState.Pending _,
                    BuildState.Finishing _,
                    BuildState.Success _,
                    BuildState.Failed _,
                    BuildState.Cancelled _ -> false;
        };
        return open && (known == null || known.id() == run.id());
    }

    private Uni<Void> stepsChanged(long runId, List<Step> steps) {
        return builds.ofRun(runId)
                .map(found -> found.filter(build ->
                        build.state() instanceof BuildState.Building && StepProgress.isAhead(build.steps(), steps)))
                .chain((Optional<Build> build) -> build.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : builds.apply(build.get().id(), new BuildEvent.StepsSeen(steps))
                                .replaceWithVoid());
    }
}
