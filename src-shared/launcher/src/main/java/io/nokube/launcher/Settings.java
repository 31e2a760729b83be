package io.nokube.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the stack is started with.
///
/// @param root the checkout, where the built services are
/// @param data where state is kept between starts (`.nokube`)
/// @param environment the caller's environment; decides which sandboxes are wanted
public record Settings(Path root, Path data, Form form, Endpoints endpoints, Map<String, String> environment) {
    public Settings {
        environment = Map.copyOf(environment);
    }

    /// A variable's value, where it is set to something.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// Whether a real GitHub is configured: its token, or the three parts of an app.
    boolean realGitHub() {
        return variable("NOKUBE_GITHUB_TOKEN").isPresent()
                || variable("NOKUBE_GITHUB_APP_ID").isPresent();
    }

    boolean realCluster() {
        return variable("KUBECONFIG").isPresent();
    }

    boolean realDatabase() {
        return variable("NOKUBE_DB_URL").isPresent();
    }
}
