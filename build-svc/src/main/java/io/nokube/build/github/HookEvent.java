package io.nokube.build.github;

import io.nokube.build.BuildId;
import io.nokube.build.Run;
import io.nokube.build.Step;
import java.util.List;

/// What a delivery says that NoKube has a use for.
public sealed interface HookEvent {
    /// A run of NoKube's workflow, by the build that its name spells.
    record RunChanged(BuildId build, Run run) implements HookEvent {}

    /// The steps of a job of such a run.
    record StepsChanged(long runId, List<Step> steps) implements HookEvent {}

    /// Commits came to the default branch of a repository.
    ///
    /// @param repositoryUrl `https://<host>/<owner>/<repo>`
    /// @param commit the branch's new head
    record Pushed(String repositoryUrl, String branch, String commit) implements HookEvent {}

    /// Everything else.
    record Nothing() implements HookEvent {}
}
