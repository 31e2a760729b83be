/// A GitHub that speaks HTTP like the real one and plays workflow runs by itself, so that build-svc's client runs
/// unchanged against both. What a run comes to is decided by the name of the repository that it builds:
///
/// | repository | what happens |
/// | --- | --- |
/// | `fails-build` | a command of the Dockerfile fails (with `fails-tests`: the application's tests) |
/// | `fails-dockerfile` | there is no Dockerfile |
/// | `fails-missing`, `fails-branch` | the repository, or the branch, does not exist at checkout |
/// | `fails-push` | the registry refuses the image |
/// | `fails-quota` | the job is not started: the account's minutes are used up |
/// | `fails-slow`, `fails-timeout` | the job exceeds its time (`timed_out`) |
/// | `fails-cancelled` | somebody cancels the run on GitHub |
/// | `fails-startup` | the run never gets a job (`startup_failure`) |
/// | `fails-silent` | success, but the result line is missing |
/// | `ends-oddly` | it ends with a conclusion that GitHub does not document |
/// | `spoofs-result` | success; the Dockerfile prints a result line of its own |
/// | `hangs-queued`, `hangs-running` | nothing goes on until the run is cancelled |
/// | `hangs-after-job` | its job ends well, and a second one goes on until the run is cancelled |
/// | `ignores-cancel` | goes on for ever until it is cancelled by force |
/// | anything else | success |
///
/// Its jobs push what they print, and their result, where [io.nokube.sandbox.github.SandboxGitHub#pushTo] says, with
/// tokens of its own OpenID Connect provider.
///
/// It keeps nothing on disk and may not know NoKube's services.
/// Start with [io.nokube.sandbox.github.SandboxGitHub]; the outcomes are in [io.nokube.sandbox.github.Scenario].
@NullMarked
package io.nokube.sandbox.github;

import org.jspecify.annotations.NullMarked;
