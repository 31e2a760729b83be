package io.nokube.build.github;

/// What whoever runs NoKube can do about a refusal, by the name of the variable to look at.
final class Hints {
    static final String TOKEN = "NOKUBE_GITHUB_TOKEN must be a valid token (or NOKUBE_GITHUB_APP_ID, _PRIVATE_KEY and"
            + " _INSTALLATION_ID those of an App) that may write Actions of the repository"
            + " NOKUBE_GITHUB_BUILDS_REPO.";
    static final String WORKFLOW = "Check NOKUBE_GITHUB_BUILDS_REPO and NOKUBE_GITHUB_WORKFLOW: the repository must"
            + " hold k8s/workflow/build-image.yml on its default branch, and NOKUBE_GITHUB_TOKEN must be allowed to"
            + " see it.";
    static final String REF = "Check NOKUBE_GITHUB_REF, and install k8s/workflow/build-image.yml again in the"
            + " repository NOKUBE_GITHUB_BUILDS_REPO: its inputs must be those of this version of NoKube.";

    private Hints() {}
}
