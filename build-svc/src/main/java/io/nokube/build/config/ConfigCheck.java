package io.nokube.build.config;

import io.nokube.build.ImageName;
import io.nokube.build.source.GitRefName;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Stops the start where something required is missing or wrong, with one message that names every such variable.
@Startup(1)
@ApplicationScoped
public class ConfigCheck {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]+/[A-Za-z0-9._-]+");
    private static final Pattern WORKFLOW = Pattern.compile("[A-Za-z0-9._-]+\\.ya?ml");
    private static final Pattern VERSION = Pattern.compile("none|\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9.]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    public ConfigCheck(BuildConfig config) {
        List<String> problems = problems(config);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "build-svc cannot start with this configuration: " + String.join("; ", problems));
        }
    }

    static List<String> problems(BuildConfig config) {
        List<String> problems = new ArrayList<>();
        BuildConfig.GitHub github = config.github();
        if (!isUrl(github.apiUrl())) {
            problems.add("NOKUBE_GITHUB_API_URL must be a URL such as https://github.example.com/api/v3");
        }
        checkCredentials(problems, github);
        require(
                problems,
                github.buildsRepo(),
                REPOSITORY,
                "NOKUBE_GITHUB_BUILDS_REPO",
                "must be <owner>/<name> of the repository that holds NoKube's workflow");
        check(
                problems,
                github.workflow(),
                WORKFLOW.asMatchPredicate(),
                "NOKUBE_GITHUB_WORKFLOW",
                "must be a file name such as build-image.yml");
        check(problems, github.ref(), GitRefName::isValid, "NOKUBE_GITHUB_REF", "must be a branch or a tag");
        check(
                problems,
                github.apiVersion(),
                VERSION.asMatchPredicate(),
                "NOKUBE_GITHUB_API_VERSION",
                "must be a date such as 2022-11-28, or none");
        if (github.oidcIssuer().filter(issuer -> !isUrl(issuer)).isPresent()) {
            problems.add("NOKUBE_GITHUB_OIDC_ISSUER must be a URL such as https://github.example.com/_services/token");
        }
        if (config.registryNamespace().isEmpty()) {
            problems.add("NOKUBE_REGISTRY_NAMESPACE must be set to the account that images are pushed to");
        } else if (!new ImageName(config.registry(), config.registryNamespace().get()).isValid()) {
            problems.add("NOKUBE_REGISTRY and NOKUBE_REGISTRY_NAMESPACE must make an image's name such as"
                    + " ghcr.io/<account>");
        }
        if (config.lease().compareTo(github.timeout().multipliedBy(2)) < 0) {
            problems.add("NOKUBE_LEASE must be at least twice NOKUBE_GITHUB_TIMEOUT");
        }
        return problems;
    }

    private static void checkCredentials(List<String> problems, BuildConfig.GitHub github) {
        BuildConfig.App app = github.app();
        boolean isApp = app.id().isPresent()
                || app.privateKey().isPresent()
                || app.installationId().isPresent();
        if (!isApp) {
            String rule = "must be a token of GitHub's; or set NOKUBE_GITHUB_APP_ID, NOKUBE_GITHUB_APP_PRIVATE_KEY and"
                    + " NOKUBE_GITHUB_APP_INSTALLATION_ID instead";
            require(problems, github.token(), TOKEN, "NOKUBE_GITHUB_TOKEN", rule);
            return;
        }
        if (github.token().isPresent()) {
            problems.add("NOKUBE_GITHUB_TOKEN must not be set together with NOKUBE_GITHUB_APP_ID and the like");
        }
        require(problems, app.id(), APP, "NOKUBE_GITHUB_APP_ID", "must be the App's id or client id");
        require(
                problems,
                app.installationId(),
                NUMBER,
                "NOKUBE_GITHUB_APP_INSTALLATION_ID",
                "must be the number of the App's installation");
        check(problems, app.privateKey().orElse(""), ConfigCheck::isKey, "NOKUBE_GITHUB_APP_PRIVATE_KEY", AppKey.RULE);
    }

    private static boolean isKey(String text) {
        try {
            return AppKey.parse(text).getEncoded() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(
            List<String> problems, Optional<String> value, Pattern form, String variable, String rule) {
        check(problems, value.orElse(""), form.asMatchPredicate(), variable, rule);
    }

    private static void check(
            List<String> problems, String value, Predicate<String> rule, String variable, String message) {
        if (!rule.test(value)) {
            problems.add(variable + " " + message);
        }
    }

    private static boolean isUrl(String url) {
        try {
            return GitHubAddress.parse(url).api().isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
