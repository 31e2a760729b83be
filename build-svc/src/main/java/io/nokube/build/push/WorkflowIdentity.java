package io.nokube.build.push;

import java.util.Locale;
import java.util.Set;

/// The one workflow whose jobs are believed. Pure.
///
/// @param repository `owner/name`, in lower case, as GitHub's names are the same whatever their case
/// @param refs what `job_workflow_ref` may be, in full
record WorkflowIdentity(String repository, Set<String> refs) {
    /// @param ref the branch or tag whose workflow file runs
    static WorkflowIdentity of(String repository, String workflow, String ref) {
        String name = repository.toLowerCase(Locale.ROOT);
        String file = name + "/.github/workflows/" + workflow + "@";
        return ref.startsWith("refs/")
                ? new WorkflowIdentity(name, Set.of(file + ref))
                : new WorkflowIdentity(name, Set.of(file + "refs/heads/" + ref, file + "refs/tags/" + ref));
    }

    /// Whether a token with these claims is one of this workflow's.
    ///
    /// @param workflowRef `owner/name/.github/workflows/file@ref`: the file that says what the job does
    boolean covers(String claimedRepository, String workflowRef) {
        int end = Math.min(repository.length(), workflowRef.length());
        // The repository's case is free, that of the file and the ref is not.
        String comparable = workflowRef.substring(0, end).toLowerCase(Locale.ROOT) + workflowRef.substring(end);
        return claimedRepository.toLowerCase(Locale.ROOT).equals(repository) && refs.contains(comparable);
    }
}
