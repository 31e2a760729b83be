package io.nokube.build;

import io.nokube.build.BuildFailure.Category;
import io.nokube.build.FailureRule.Phase;
import java.util.List;

/// What compilers, package managers and test runners say when they fail. Only asked about a command of which the
/// builder itself says that it failed.
final class ToolFailures {
    private static final List<FailureRule> LIMITS = List.of(
            new FailureRule(
                    Category.QUOTA_EXCEEDED,
                    Phase.BUILD,
                    "ENOSPC: no space left on device|\\[Errno 28] No space left on device"
                            + "|\\(os error 28\\)|(?:write|copy|mkdir|cannot \\w+|error writing) .*: no space left on"
                            + " device$|^java\\.io\\.IOException: No space left on device",
                    "The runner's disk is full.",
                    "Make the image and the context smaller (.dockerignore, several stages, caches removed in the same"
                            + " RUN), or use a larger runner for the builds repository."),
            FailureRule.tool(
                    "JavaScript heap out of memory|java\\.lang\\.OutOfMemoryError|signal: killed"
                            + "|fatal error: Killed signal|virtual memory exhausted|\\(signal: 9, SIGKILL",
                    "A command of the build used up its memory.",
                    "Raise its limit (NODE_OPTIONS=--max-old-space-size, MAVEN_OPTS=-Xmx) or let it do less at a time,"
                            + " or use a larger runner for the builds repository."));

    private static final List<FailureRule> TESTS = List.of(FailureRule.tool(
            "^\\[ERROR] Tests run: \\d+, (?:Failures: [1-9]|Failures: 0, Errors: [1-9])|There are test failures"
                    + "|Execution failed for task ':(?:\\S+:)?\\w*test'|^--- FAIL: |^test result: FAILED"
                    + "|^=+ .*\\b[1-9]\\d* (?:failed|errors?)\\b.* in [\\d.]+|^FAILED \\S+::|^Tests: +[1-9]\\d* failed"
                    + "|^ *Test Files +[1-9]\\d* failed|^\\d+ examples?, [1-9]\\d* failures?|^ℹ fail [1-9]"
                    + "|^# fail [1-9]|^Failed! +- Failed: +[1-9]|^FAILURES!$|^ +[1-9]\\d* failing$",
            "Tests that run in the build fail.",
            "The excerpt shows which; mend them, or run tests before the image is built and not in the Dockerfile."));

    private static final List<FailureRule> NODE = List.of(
            FailureRule.tool(
                    "can only install packages when your package\\.json and package-lock\\.json"
                            + "|ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE|Your lockfile needs to be updated"
                            + "|The lockfile would have been modified",
                    "The lock file of the Node.js project does not fit its package.json.",
                    "Run the package manager's install on your machine and commit the lock file together with"
                            + " package.json."),
            FailureRule.tool(
                    "npm (?:error|ERR!) code ERESOLVE",
                    "npm found no versions of the dependencies that fit together.",
                    "Run npm install on your machine, settle the conflict that the excerpt names and commit the lock"
                            + " file."),
            FailureRule.tool(
                    "npm (?:error|ERR!) code (?:E404|ETARGET|E401|E403)|ERR_PNPM_(?:FETCH_40|NO_MATCHING_VERSION)",
                    "A Node.js package does not exist in the registry or is not public.",
                    "Check the package's name and version in package.json; a private one needs its own registry and"
                            + " token."),
            FailureRule.tool(
                    "npm (?:error|ERR!) Missing script|ERR_PNPM_NO_SCRIPT|Couldn't find a script named",
                    "package.json has no script of that name.",
                    "Add the script to package.json, or call one that is there in the Dockerfile."),
            FailureRule.tool(
                    "npm (?:error|ERR!) enoent .*package\\.json|ERR_PNPM_NO_PKG_MANIFEST",
                    "There is no package.json where the command looks for it.",
                    "Check context_path, WORKDIR and that package.json is copied before it is used."),
            FailureRule.tool(
                    "error TS\\d+:|^Type error: ",
                    "The TypeScript of the project does not compile.",
                    "Mend what the excerpt names; `npx tsc --noEmit` shows the same on your machine."),
            FailureRule.tool(
                    "Module not found: |Cannot find module '|Could not resolve \"|Rollup failed to resolve import",
                    "A module that is imported was not found.",
                    "Check the import's spelling and case, and that the package is in dependencies and not only in"
                            + " devDependencies."));

    private static final List<FailureRule> PYTHON = List.of(
            FailureRule.tool(
                    "No matching distribution found for|Could not find a version that satisfies",
                    "pip found no fitting version of a Python package.",
                    "Check the name and version in requirements.txt, and that the package supports the Python version"
                            + " of the base image."),
            FailureRule.tool(
                    "ResolutionImpossible|conflicting dependencies|version solving failed",
                    "No versions of the Python packages fit together.",
                    "Loosen the versions that the excerpt names, and lock them again."),
            FailureRule.tool(
                    "Could not open requirements file",
                    "There is no requirements.txt where pip looks for it.",
                    "Check context_path, WORKDIR and that the file is copied before pip runs."),
            FailureRule.tool(
                    "changed significantly since poetry\\.lock|poetry\\.lock is not up to date"
                            + "|lockfile at `uv\\.lock` needs to be updated",
                    "The lock file of the Python project does not fit its pyproject.toml.",
                    "Run poetry lock (or uv lock) on your machine and commit the lock file."),
            FailureRule.tool(
                    "metadata-generation-failed|Failed building wheel for|failed-wheel-build|pg_config executable not found",
                    "A Python package had to be compiled, and that failed.",
                    "Install the compiler and headers that the excerpt asks for, or take a base image for which the"
                            + " package has a wheel (slim instead of alpine)."));

    private static final List<FailureRule> JVM = List.of(
            FailureRule.tool(
                    "COMPILATION ERROR|Execution failed for task ':(?:\\S+:)?compile\\w+'",
                    "The project does not compile.",
                    "Mend what the excerpt names; the same command on your machine shows all of it."),
            FailureRule.tool(
                    "Could not resolve dependencies for project|Could not find artifact|Non-resolvable parent POM"
                            + "|Could not resolve all (?:files|dependencies|artifacts) for configuration",
                    "A dependency of the project was not found.",
                    "Check its coordinates and repositories; a private repository needs its address and credentials in"
                            + " the build."),
            FailureRule.tool(
                    "there is no POM in this directory|does not contain a Gradle build",
                    "There is no Maven or Gradle project where the command looks for it.",
                    "Check context_path, WORKDIR and that pom.xml or build.gradle is copied before it is used."),
            FailureRule.tool(
                    "invalid (?:target|source) release: |release version \\d+ not supported"
                            + "|Unsupported class file major version",
                    "The base image has an older Java than the project needs.",
                    "Take a base image with the project's Java version, or lower the version in its build file."));

    private static final List<FailureRule> OTHERS = List.of(
            FailureRule.tool(
                    "missing go\\.sum entry|updates to go\\.(?:mod|sum) needed|verifying \\S+: checksum mismatch",
                    "go.sum does not fit what the project imports.",
                    "Run go mod tidy on your machine and commit go.mod and go.sum."),
            FailureRule.tool(
                    "no required module provides package|cannot find module providing package|go: module \\S+: .*404"
                            + "|go: \\S+: invalid version:",
                    "A Go module was not found.",
                    "Check the import path, run go mod tidy and commit go.mod; a private module needs GOPRIVATE and a"
                            + " token."),
            FailureRule.tool(
                    "requires go >= \\d|go\\.mod requires go|package requires rustc|is not supported by the following"
                            + " package|Your Ruby version is|NETSDK1045|your php version \\([^)]*\\) does not satisfy",
                    "The base image has an older language version than the project needs.",
                    "Take a base image with the version that the excerpt names."),
            FailureRule.tool(
                    "^(?:\\./)?\\S+\\.go:\\d+:\\d+: |^error\\[E\\d{4}]|error CS\\d{4}:|error: could not compile `",
                    "The project does not compile.",
                    "Mend what the excerpt names; the same command on your machine shows all of it."),
            FailureRule.tool(
                    "error: the lock file .* needs to be updated but --locked|cannot update the lock file",
                    "Cargo.lock does not fit Cargo.toml.",
                    "Run cargo update on your machine and commit Cargo.lock."),
            FailureRule.tool(
                    "error: no matching package named|error: failed to select a version|error: failed to get `",
                    "A crate was not found in a version that fits.",
                    "Check its name, version and features in Cargo.toml."),
            FailureRule.tool(
                    "error NU\\d{4}:|MSB1003|MSB1009",
                    "dotnet did not find a package or the project file.",
                    "Check the package's name and version, and that the project file is copied before dotnet runs."),
            FailureRule.tool(
                    "requirements could not be resolved to an installable set|lock file is not up to date with the latest"
                            + " changes in composer\\.json",
                    "composer found no versions of the packages that fit together.",
                    "Run composer update on your machine and commit composer.lock; add PHP extensions that the excerpt"
                            + " asks for to the base image."),
            FailureRule.tool(
                    "Could not find (?:gem '|compatible versions)|Bundler could not find compatible"
                            + "|An error occurred while installing \\S+ \\(|the lockfile .*(?:frozen|can't be updated)"
                            + "|but your gemfile.* changed",
                    "bundler could not install the gems.",
                    "Run bundle install on your machine and commit Gemfile.lock; add the headers that a native gem"
                            + " needs to the base image."),
            FailureRule.tool(
                    "^E: (?:Unable to locate package|Version .* was not found|Package .* has no installation candidate)"
                            + "|ERROR: unable to select packages",
                    "A package of the operating system was not found.",
                    "Check its name for the base image's distribution, and run apt-get update in the same RUN."),
            FailureRule.tool(
                    "^/bin/\\w+: (?:\\d+: |line \\d+: )?\\S+: (?:not found|command not found|permission denied)"
                            + "|exec: \"[^\"]+\": executable file not found",
                    "A program that the Dockerfile calls is not there or may not be run.",
                    "Install it in this stage of the Dockerfile, or make the script executable (git update-index"
                            + " --chmod=+x) with Unix line ends."),
            FailureRule.tool(
                    "fatal: could not read Username|remote: Repository not found|Permission denied \\(publickey\\)",
                    "The build fetches from a git repository that it may not read.",
                    "Publish the dependency, or vendor it; the build gets no git credentials."),
            FailureRule.tool(
                    "Temporary failure in name resolution|EAI_AGAIN|ETIMEDOUT|ECONNRESET|Could not resolve host"
                            + "|Connection timed out|Read timed out",
                    "The build could not reach something on the network.",
                    "Start the build again; where it stays so, the excerpt names the address."));

    /// In the order in which they are tried.
    static final List<FailureRule> RULES = List.of(LIMITS, TESTS, NODE, PYTHON, JVM, OTHERS).stream()
            .flatMap(List::stream)
            .toList();

    private ToolFailures() {}
}
