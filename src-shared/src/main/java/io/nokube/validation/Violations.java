package io.nokube.validation;

import io.nokube.names.InvalidNameException;
import io.nokube.problem.FieldError;
import io.nokube.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects field errors; one error a field, the first that was found.
public final class Violations {
    private final List<FieldError> errors = new ArrayList<>();

    public void add(String field, String message) {
        if (errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, message));
        }
    }

    /// `field` must be there.
    public void required(String field, @Nullable Object value) {
        if (value == null) {
            add(field, "is required");
        }
    }

    /// Where `field` is there, it must satisfy `rule`; `message` says what to write.
    public <T> void check(String field, @Nullable T value, Predicate<T> rule, String message) {
        if (value != null && !rule.test(value)) {
            add(field, message);
        }
    }

    /// Where `field` is there, it must lie in `min..max`.
    public void range(String field, @Nullable Integer value, int min, int max) {
        check(field, value, number -> number >= min && number <= max, "must be from " + min + " to " + max);
    }

    /// Where `field` is there, it must have at most `max` characters and no control characters.
    public void text(String field, @Nullable String value, int max) {
        check(field, value, text -> text.length() <= max, "must have at most " + max + " characters");
        check(
                field,
                value,
                text -> text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'),
                "must not contain control characters");
    }

    /// Where `field` is there, `parser` must accept it; its [InvalidNameException] is the message.
    public <T> @Nullable T parse(String field, @Nullable String value, Function<String, T> parser) {
        if (value == null) {
            return null;
        }
        try {
            return parser.apply(value);
        } catch (InvalidNameException e) {
            add(field, String.valueOf(e.getMessage()));
            return null;
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /// Ends the request with 400 where anything was found.
    ///
    /// @throws ProblemException naming every violated field
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ProblemException(errors());
        }
    }
}
