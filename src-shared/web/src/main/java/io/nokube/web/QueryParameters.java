package io.nokube.web;

import io.nokube.paging.PageRequest;
import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands behind the `?` of a request: only what is known, each once. A misspelt parameter that is passed over
/// would answer another question than was asked.
public final class QueryParameters {
    private final MultivaluedMap<String, String> given;

    private QueryParameters(MultivaluedMap<String, String> given) {
        this.given = given;
    }

    /// @param violations takes every parameter that is not one of `known`, or is given twice
    public static QueryParameters of(UriInfo uri, Violations violations, String... known) {
        return of(uri.getQueryParameters(), violations, known);
    }

    static QueryParameters of(MultivaluedMap<String, String> given, Violations violations, String... known) {
        List<String> names = List.of(known);
        given.forEach((name, values) -> {
            if (!names.contains(name)) {
                violations.add(
                        name,
                        names.isEmpty()
                                ? "is not known: there are no parameters here"
                                : "is not known; there are " + String.join(", ", names));
            } else if (values.size() > 1) {
                violations.add(name, "must be given once");
            } else {
                // Of no use to any parameter, and PostgreSQL takes no NUL.
                violations.check(
                        name,
                        values.getFirst(),
                        value -> value.chars().noneMatch(Character::isISOControl),
                        "must not contain control characters");
            }
        });
        return new QueryParameters(given);
    }

    /// @throws ProblemException 400 naming every parameter that is not one of `known`, or is given twice
    public static QueryParameters of(UriInfo uri, String... known) {
        Violations violations = new Violations();
        QueryParameters parameters = of(uri, violations, known);
        violations.throwIfAny();
        return parameters;
    }

    /// @throws ProblemException 400 naming every parameter that is given
    public static void none(UriInfo uri) {
        QueryParameters ignored = of(uri);
    }

    /// A list's `limit` and `cursor`.
    public PageRequest page(Violations violations) {
        return PageRequest.parse(this::text, violations);
    }

    /// @throws ProblemException 400 naming every parameter that is neither `limit` nor `cursor`, or is wrong
    public static PageRequest page(UriInfo uri) {
        Violations violations = new Violations();
        PageRequest page = of(uri, violations, "limit", "cursor").page(violations);
        violations.throwIfAny();
        return page;
    }

    public @Nullable String text(String name) {
        return given.getFirst(name);
    }

    /// Whether it is `true`; false where it is not given, or neither `true` nor `false`, which is a violation.
    public boolean flag(String name, Violations violations) {
        String text = text(name);
        violations.check(name, text, List.of("true", "false")::contains, "must be true or false");
        return "true".equals(text);
    }

    /// @throws ProblemException 400 where it is neither `true` nor `false`
    public boolean flag(String name) {
        Violations violations = new Violations();
        boolean isSet = flag(name, violations);
        violations.throwIfAny();
        return isSet;
    }
}
