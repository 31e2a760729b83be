package io.nokube.build.log;

import io.nokube.validation.Violations;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which part of a log is asked for, and how; every wrong parameter is named.
record LogQuery(@Nullable String step, @Nullable Integer tail, boolean stripAnsi) {
    static final int MAX_TAIL = 10_000;
    private static final Set<String> KNOWN = Set.of("step", "tail", "ansi");

    static LogQuery parse(MultivaluedMap<String, String> parameters) {
        Violations violations = new Violations();
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name)) {
                violations.add(name, "is not a parameter of logs; there are step, tail and ansi");
            } else if (values.size() > 1) {
                violations.add(name, "must be given once");
            }
        });
        String step = parameters.getFirst("step");
        Integer tail = tail(parameters.getFirst("tail"), violations);
        String ansi = parameters.getFirst("ansi");
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
