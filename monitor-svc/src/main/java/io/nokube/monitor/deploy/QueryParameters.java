package io.nokube.monitor.deploy;

import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands behind the `?` of a request: only what is known, each once.
public final class QueryParameters {
    private final UriInfo uri;

    private QueryParameters(UriInfo uri) {
        this.uri = uri;
    }

    /// @throws ProblemException 400 naming every parameter that is not one of `known`, or is given twice
    public static QueryParameters of(UriInfo uri, String... known) {
        Violations violations = new Violations();
        List<String> names = List.of(known);
        uri.getQueryParameters().forEach((name, values) -> {
            if (!names.contains(name)) {
                violations.add(
                        name,
                        names.isEmpty()
                                ? "is not known: there are no parameters here"
                                : "is not known; there are " + String.join(", ", names));
            } else if (values.size() > 1) {
                violations.add(name, "must be given once");
            }
        });
        violations.throwIfAny();
        return new QueryParameters(uri);
    }

    /// @throws ProblemException 400 naming every parameter that is given
    public static void none(UriInfo uri) {
        QueryParameters ignored = of(uri);
    }

    public @Nullable String text(String name) {
        return uri.getQueryParameters().getFirst(name);
    }

    /// @throws ProblemException 400 where it is neither `true` nor `false`
    public boolean flag(String name) {
        String text = text(name);
        Violations violations = new Violations();
        violations.check(name, text, List.of("true", "false")::contains, "must be true or false");
        violations.throwIfAny();
        return "true".equals(text);
    }
}
