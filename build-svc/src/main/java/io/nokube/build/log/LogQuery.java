package io.nokube.build.log;

import io.nokube.validation.Violations;
import io.nokube.web.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/// Which part of a log is asked for, and how; every wrong parameter is named.
record LogQuery(@Nullable String step, @Nullable Integer tail, boolean stripAnsi) {
    static final int MAX_TAIL = 10_000;

    static LogQuery parse(UriInfo uri) {
        Violations violations = new Violations();
        QueryParameters parameters = QueryParameters.of(uri, violations, "step", "tail", "ansi");
        String step = parameters.text("step");
        Integer tail = tail(parameters.text("tail"), violations);
        String ansi = parameters.text("ansi");
        if (ansi != null && !ansi.equals("keep") && !ansi.equals("strip")) {
            violations.add("ansi", "must be keep or strip");
        }
        if (step != null && tail != null) {
            violations.add("tail", "cannot be combined with step");
        }
        violations.throwIfAny();
        return new LogQuery(step, tail, "strip".equals(ansi));
    }

    /// This, where a log is followed, which always begins at its beginning.
    LogQuery forFollowing() {
        if (tail != null) {
            Violations violations = new Violations();
            violations.add("tail", "cannot be combined with following; leave it out");
            violations.throwIfAny();
        }
        return this;
    }

    private static @Nullable Integer tail(@Nullable String text, Violations violations) {
        if (text == null) {
            return null;
        }
        try {
            int lines = Integer.parseInt(text);
            if (lines >= 1 && lines <= MAX_TAIL) {
                return lines;
            }
        } catch (NumberFormatException e) {
            // Said below, with the numbers that are out of range.
        }
        violations.add("tail", "must be a number of lines from 1 to " + MAX_TAIL);
        return null;
    }
}
