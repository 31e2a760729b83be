package io.nokube.build;

import io.nokube.build.BuildFailure.Category;
import io.nokube.build.FailureRule.Phase;
import java.util.List;

/// What the runner, git, docker, buildx and pack say when they fail; the particular before the general.
final class FailureCatalogue {
    static final FailureRule TIMED_OUT = new FailureRule(
            Category.TIMED_OUT,
            Phase.ANY,
            "exceeded the maximum execution time|the operation was canceled due to timeout"
                    + "|^##\\[error]the action (?:'[^']*' )?has timed out",
            "The run took longer than it may.",
            "Make the build faster (a smaller context, cached layers), or raise timeout-minutes in the builds"
                    + " repository's workflow.");

    private static final String START_AGAIN = "Start the build again; it is nothing in the repository.";

    private static final List<FailureRule> RUNNER = List.of(
            TIMED_OUT,
            new FailureRule(
                    Category.LOST,
                    Phase.ANY,
                    "runner has received a shutdown signal|lost communication with the server",
                    "The machine that ran the build went away.",
                    "Start the build again; where it happens often, look at the runner's memory and at its"
                            + " maintenance."),
            new FailureRule(
                    Category.QUOTA_EXCEEDED,
                    Phase.ANY,
                    "recent account payments have failed|spending limit needs to be increased"
                            + "|^##\\[error].*(?:minutes|included usage|budget).*(?:exceeded|used up|exhausted)",
                    "GitHub did not start the job because the account's Actions minutes or its spending limit are"
                            + " used up.",
                    "Look at Billing in the settings of the account that owns the builds repository, and raise the"
                            + " limit or wait for the next month."),
            new FailureRule(
                    Category.DISPATCH_REFUSED,
                    Phase.ANY,
                    "invalid workflow file|^##\\[error].*workflow file .*not found|no such workflow",
                    "GitHub does not accept the workflow file of the builds repository.",
                    "Install k8s/workflow/build-image.yml again in the builds repository, on its default branch."),
            new FailureRule(
                    Category.DISPATCH_REFUSED,
                    Phase.ANY,
                    "is not allowed (?:to be used )?in \\S+ because all actions must",
                    "The builds repository does not allow an action that the workflow uses.",
                    "Allow the actions that build-image.yml uses under Settings, Actions, General of the builds"
                            + " repository."),
            new FailureRule(
                    Category.UNKNOWN,
                    Phase.ANY,
                    "unable to resolve action|failed to download action|failed to resolve action download info"
                            + "|an action could not be found at the uri",
                    "GitHub could not fetch an action that the workflow uses.",
                    "Start the build again; where it stays so, let the runner reach github.com and install"
                            + " k8s/workflow/build-image.yml again."),
            new FailureRule(
                    Category.DISPATCH_REFUSED,
                    Phase.ANY,
                    "^##\\[error]input (?:build_id|repository|branch|image|builder|dockerfile_path"
                            + "|dockerfile_content|context_path|build_args|platforms|must)",
                    "The workflow refused an input of the build.",
                    "The excerpt names the input; install the build-image.yml of this version of NoKube, and check"
                            + " NOKUBE_REGISTRY there."),
            new FailureRule(
                    Category.UNKNOWN,
                    Phase.ANY,
                    "^##\\[error]no digest came back",
                    "The image was built, but the registry named no digest for it.",
                    "Start the build again; where it stays so, look at the registry's status."));

    private static final List<FailureRule> CHECK_OUT = List.of(
            new FailureRule(
                    Category.REPOSITORY_NOT_FOUND,
                    Phase.CHECK_OUT,
                    "couldn't find remote ref|could not find remote branch|remote branch \\S+ not found"
                            + "|a branch or tag with the name .* could not be found",
                    "The repository has no such branch.",
                    "Check branch; it may have been renamed (master, main) or deleted after its merge."),
            new FailureRule(
                    Category.REPOSITORY_NOT_FOUND,
                    Phase.CHECK_OUT,
                    "could not read username|authentication failed for|invalid username or (?:password|token)"
                            + "|write access to repository not granted|terminal prompts disabled",
                    "The workflow may not read the repository.",
                    "Give the builds repository a secret NOKUBE_CHECKOUT_TOKEN that can read the repository, or"
                            + " renew the one it has."),
            new FailureRule(
                    Category.REPOSITORY_NOT_FOUND,
                    Phase.CHECK_OUT,
                    "repository '?https?://\\S+ not found|remote: repository not found"
                            + "|not found.*retrieving the default branch name|^##\\[error]not found - https?://",
                    "The repository does not exist, or the workflow may not read it.",
                    "Check repository_url. A private repository needs a secret NOKUBE_CHECKOUT_TOKEN in the builds"
                            + " repository that can read it."),
            new FailureRule(
                    Category.UNKNOWN,
                    Phase.CHECK_OUT,
                    "could not resolve host|rpc failed; http 5|the requested url returned error: 5\\d\\d"
                            + "|early eof|unexpected disconnect while reading sideband",
                    "GitHub broke off while the repository was fetched.",
                    START_AGAIN));

    private static final List<FailureRule> BUILD = List.of(
            new FailureRule(
                    Category.DOCKERFILE_NOT_FOUND,
                    Phase.BUILD,
                    "context_path not found|unable to prepare context|resolve : lstat .*no such file or directory",
                    "The repository has no directory at context_path.",
                    "Check context_path; it begins at the repository's root, as in services/api."),
            new FailureRule(
                    Category.DOCKERFILE_NOT_FOUND,
                    Phase.BUILD,
                    "failed to read dockerfile: open .*no such file|dockerfile not found",
                    "There is no Dockerfile at the given path.",
                    "Check dockerfile_path, from the repository's root and in the right case; or set has_dockerfile"
                            + " to false to build without a Dockerfile."),
            new FailureRule(
                    Category.QUOTA_EXCEEDED,
                    Phase.ANY,
                    "toomanyrequests|429 too many requests|you have reached your (?:unauthenticated )?pull rate limit",
                    "The registry of an image limits how often it may be asked.",
                    "Wait an hour and start the build again, or take the base image from a registry without such a"
                            + " limit (mirror.gcr.io, ghcr.io, public.ecr.aws)."),
            new FailureRule(
                    Category.QUOTA_EXCEEDED,
                    Phase.ANY,
                    "no space left on device",
                    "The runner's disk is full.",
                    "Make the image and the context smaller (.dockerignore, several stages), or use a larger runner"
                            + " for the builds repository."),
            FailureRule.tool(
                    "failed to (?:calculate checksum of ref|compute cache key).*: not found"
                            + "|lstat \\S+: no such file or directory|copy failed: (?:stat|file not found)",
                    "COPY or ADD names a file that is not in the build context.",
                    "Check the path, which begins at context_path, and that .dockerignore and .gitignore do not"
                            + " leave the file out."),
            FailureRule.tool(
                    "no match for platform in manifest|no matching manifest for|exec format error",
                    "A base image does not exist for a platform that was asked for.",
                    "Take a base image that has it, or leave the platform out of platforms."),
            FailureRule.tool(
                    "pull access denied|repository does not exist or may require|manifest unknown"
                            + "|^(?:#\\d+ )?ERROR: (?:failed to (?:build|solve): ){0,2}\\S+:.*(?:: not found|insufficient_scope"
                            + "|401 unauthorized|403 forbidden)",
                    "A base image of the Dockerfile does not exist or is not public.",
                    "Check the name and the tag after FROM (and COPY --from); the builder signs in nowhere, so base"
                            + " images must be public."),
            FailureRule.tool(
                    "dockerfile parse error|unknown instruction|file with no instructions|the dockerfile \\S* ?cannot be empty"
                            + "|failed to parse stage name|invalid reference format|circular dependency detected on stage"
                            + "|target stage \\S+ could not be found|base name .* should not be blank",
                    "The Dockerfile has a mistake in it.",
                    "The excerpt names the line; `docker build --check .` shows the same on your machine."),
            FailureRule.tool(
                    "no buildpack groups passed detection",
                    "No buildpack recognises what is in the repository.",
                    "Check context_path: it must hold package.json, requirements.txt, pom.xml, go.mod or the like; or"
                            + " add a Dockerfile."),
            FailureRule.tool(
                    "process did not complete successfully: (?:exit code: 137|.*cannot allocate memory)|signal: killed",
                    "A command of the build was killed because the memory was used up.",
                    "Let it use less (fewer parallel jobs, NODE_OPTIONS=--max-old-space-size, MAVEN_OPTS=-Xmx), or use"
                            + " a larger runner for the builds repository."));

    private static final List<FailureRule> PUSH = List.of(
            new FailureRule(
                    Category.QUOTA_EXCEEDED,
                    Phase.PUSH,
                    "storage quota|quota (?:has been )?exceeded|(?:exceeds|over) (?:the|your) (?:storage )?quota"
                            + "|insufficient_storage",
                    "The registry has no room left for the account.",
                    "Delete old versions of packages or raise the storage limit of the account that images are pushed"
                            + " to."),
            new FailureRule(
                    Category.PUSH_DENIED,
                    Phase.PUSH,
                    "error response from daemon: get \\S+/v2/\\S*: (?:denied|unauthorized)|error: cannot perform an"
                            + " interactive login|unauthorized: (?:authentication required|incorrect username)"
                            + "|(?:authenticating creds for|logging into) .*(?:\\b40[13]\\b|denied|unauthorized"
                            + "|invalid username)"
                            + "|unable to retrieve auth token: invalid username",
                    "The registry does not accept the credentials of the builds repository.",
                    "Renew the secret NOKUBE_REGISTRY_TOKEN (and the variable NOKUBE_REGISTRY_USER), or remove it so"
                            + " that the workflow's own token is used."),
            new FailureRule(
                    Category.PUSH_DENIED,
                    Phase.PUSH,
                    "denied: .*(?:permission|write_package|requested access|not allowed)|insufficient_scope"
                            + "|failed to push.*(?:40[13]|denied|unauthorized)|unauthorized: access"
                            + "|^denied(?:$|: denied)",
                    "The registry refused the image.",
                    "Give the workflow of the builds repository packages: write, and let that repository write the"
                            + " package where the package exists already (Package settings, Manage Actions access)."),
            new FailureRule(
                    Category.UNKNOWN,
                    Phase.PUSH,
                    "unexpected status.*: 5\\d\\d|unexpected http status:? 5\\d\\d|connection reset by peer|broken pipe"
                            + "|i/o timeout|tls handshake timeout|context deadline exceeded"
                            + "|invalid status code from registry 5\\d\\d",
                    "The registry broke off while the image was pushed.",
                    START_AGAIN));

    private static final List<FailureRule> LAST = List.of(
            FailureRule.tool(
                    "i/o timeout|tls handshake timeout|connection reset by peer|no such host|server misbehaving"
                            + "|context deadline exceeded|unexpected status.*: 5\\d\\d|received unexpected http status: 5",
                    "The registry of a base image did not answer.",
                    START_AGAIN),
            new FailureRule(
                    Category.UNKNOWN,
                    Phase.ANY,
                    "^##\\[error]the (?:operation was canceled|job was cancel+ed|run was cancel+ed)",
                    "Somebody or something on GitHub ended the run before it was done.",
                    "Look at the run's page under run_url for who it was, then start the build again."));

    /// A command inside the build failed; [ToolFailures] may know more.
    static final FailureRule COMMAND = FailureRule.tool(
            "process did not complete successfully|executor failed running|failed to solve"
                    + "|^##\\[error]process completed with exit code|^ERROR: failed to build|^The command '.*' returned a non-zero code",
            "A command of the build failed.",
            "The excerpt shows the first error; build the same commit on your machine to find it.");

    /// All but [#COMMAND], in the order in which they are tried.
    static final List<FailureRule> RULES = List.of(RUNNER, CHECK_OUT, PUSH, BUILD, LAST).stream()
            .flatMap(List::stream)
            .toList();

    private FailureCatalogue() {}
}
