package io.nokube.web;

import io.quarkus.runtime.Quarkus;
import java.util.Map;
import java.util.Optional;

/// Starts a service that needs the database, or says in one line why it cannot.
///
/// Quarkus would look for the database before any check of ours, and name properties that no operator has set.
public final class Start {
    private static final String OWN_ADDRESS = "QUARKUS_DATASOURCE_JDBC_URL";

    private Start() {}

    /// Why a service cannot start; it never comes with a stack trace, since the line says all there is to know.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /// Runs the service until it is stopped.
    public static void withDatabase(String service, String... args) {
        problem(System.getenv()).ifPresent(problem -> {
            throw new Refused(service + " cannot start with this configuration: " + problem);
        });
        Quarkus.run(args);
    }

    static Optional<String> problem(Map<String, String> environment) {
        String url = environment.getOrDefault(DatabaseUrl.VARIABLE, System.getProperty(DatabaseUrl.VARIABLE, ""));
        if (url.isBlank()) {
            return environment.containsKey(OWN_ADDRESS) ? Optional.empty() : Optional.of(DatabaseUrl.FORM);
        }
        try {
            DatabaseUrl.parse(url);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(DatabaseUrl.FORM);
        }
    }
}
