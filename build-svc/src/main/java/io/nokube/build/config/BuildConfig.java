package io.nokube.build.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// Everything that can be set. A name such as `nokube.github.api-url` is the variable `NOKUBE_GITHUB_API_URL`.
///
/// What is required is an `Optional` here all the same: [ConfigCheck] names everything that is missing or wrong at
/// once, by its variable.
@ConfigMapping(prefix = "nokube")
public interface BuildConfig {
    GitHub github();

    Dispatch dispatch();

    Follow follow();

    Events events();

    Logs logs();

    /// The registry that images are pushed to.
    @WithDefault("ghcr.io")
    String registry();

    /// The account or organisation in it. Required.
    Optional<String> registryNamespace();

    /// How long a replica holds a build before another may take it over, which is what it takes where one dies. Must be
    /// longer than a call to GitHub takes.
    @WithDefault("25s")
    Duration lease();

    interface GitHub {
        /// The REST API's base: `https://HOST/api/v3` for GitHub Enterprise Server.
        @WithDefault("https://api.github.com")
        String apiUrl();

        /// A token that may run workflows of the builds repository. Required, or `NOKUBE_GITHUB_APP_ID` and
        /// what belongs to it.
        Optional<String> token();

        App app();

        /// `NOKUBE_GITHUB_WEBHOOK_SECRET`: what GitHub signs its webhooks with; none are taken without it.
        Optional<String> webhookSecret();

        /// `owner/name` of the repository that holds the workflow. Required.
        Optional<String> buildsRepo();

        /// The workflow's file name there.
        @WithDefault("build-image.yml")
        String workflow();

        /// The branch or tag whose workflow file runs.
        @WithDefault("main")
        String ref();

        /// The version of the REST API; `none` sends no version, as old GitHub Enterprise Servers want it.
        @WithDefault("2022-11-28")
        String apiVersion();

        /// Who signs the tokens of jobs (OpenID Connect); what belongs to the API's address where it is not set.
        Optional<String> oidcIssuer();

        /// Whom a job's token must be meant for; the workflow asks for one with the same word.
        @WithDefault("nokube")
        String oidcAudience();

        /// For a connection to GitHub to be made.
        @WithDefault("5s")
        Duration connectTimeout();

        /// For a whole answer to arrive. GitHub itself gives a request up after 10 s.
        @WithDefault("12s")
        Duration timeout();

        /// How often GitHub is asked whether it is there, where no build needed to ask.
        @WithDefault("60s")
        Duration probeEvery();

        /// How old the last good answer may be for this service to be ready.
        @WithDefault("5m")
        Duration readyWithin();
    }

    /// A GitHub App, instead of a token. All three or none.
    interface App {
        /// `NOKUBE_GITHUB_APP_ID`: the App's id, or its client id.
        Optional<String> id();

        /// `NOKUBE_GITHUB_APP_PRIVATE_KEY`: PEM, with line breaks or with `\n` in their place.
        Optional<String> privateKey();

        /// `NOKUBE_GITHUB_APP_INSTALLATION_ID`: where it is installed.
        Optional<String> installationId();
    }

    interface Dispatch {
        /// How often the database is asked for builds to send; a new build is sent at once by the replica that took it.
        @WithDefault("2s")
        Duration every();

        /// Between two dispatches: GitHub asks for a second between requests that change something.
        @WithDefault("1s")
        Duration spacing();

        /// Between two looks for a run that must be there.
        @WithDefault("5s")
        Duration lookAgain();

        /// How long no run of a build may be seen before a dispatch with an unknown outcome is sent again.
        @WithDefault("90s")
        Duration resendAfter();

        /// How long GitHub may take to show a run that it acknowledged.
        @WithDefault("30m")
        Duration acknowledgedPatience();

        /// How long refused credentials are waited out.
        @WithDefault("30m")
        Duration deniedPatience();

        /// How long a build may wait for GitHub to take it, in all.
        @WithDefault("6h")
        Duration giveUpAfter();

        /// The first delay after trouble; each further one is as long as the trouble has lasted.
        @WithDefault("5s")
        Duration backoff();

        /// The longest delay after trouble.
        @WithDefault("5m")
        Duration backoffMax();
    }

    interface Follow {
        /// How often the database is asked for runs to look at.
        @WithDefault("1s")
        Duration every();

        /// Between two looks at the list of runs, which tells of all builds at once, while somebody watches a build.
        @WithDefault("5s")
        Duration pollEvery();

        /// Between two looks at the list while nobody watches.
        @WithDefault("10s")
        Duration pollUnwatched();

        /// Between two looks at the list while webhooks tell of runs: for what gets lost on the way.
        @WithDefault("10m")
        Duration pollRarely();

        /// Between two looks at one run by itself, for what the list does not show.
        @WithDefault("5m")
        Duration lookAlone();

        /// How many runs one replica looks at in one go.
        @WithDefault("16")
        int batch();

        /// How many requests of GitHub's hourly limit are left for dispatching.
        @WithDefault("500")
        int reserve();

        /// How long GitHub may take to end a run, before it is asked to end it by force.
        @WithDefault("5m")
        Duration forceAfter();

        /// How long GitHub may deny a run that it named before.
        @WithDefault("15m")
        Duration missingPatience();

        /// How long the log of a run that is over may be missing.
        @WithDefault("15m")
        Duration logPatience();
    }

    /// What is kept of what builds print.
    interface Logs {
        /// `NOKUBE_LOGS_MAX_PER_BUILD`: of a longer log, the beginning and the end are kept.
        @WithDefault("8M")
        MemorySize maxPerBuild();

        /// `NOKUBE_LOGS_MAX_TOTAL`: when all logs together are longer, the oldest go.
        @WithDefault("2G")
        MemorySize maxTotal();

        /// `NOKUBE_LOGS_GAP_PATIENCE`: how long lines that were pushed wait for others that should come before them.
        @WithDefault("10s")
        Duration gapPatience();
    }

    interface Events {
        /// How long events gather before other replicas are told of them.
        @WithDefault("50ms")
        Duration gather();

        /// How often it is looked for events that no notification told of.
        @WithDefault("2s")
        Duration lookEvery();
    }
}
