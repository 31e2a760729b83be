package io.nokube.sandbox.github;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// The switches that make a sandbox misbehave. The first rule that fits a request is used, and used up.
public final class Faults {
    private static final int FOR_EVER = -1;

    private static final class Rule {
        private final Pattern request;
        private final Fault fault;
        private int left;

        private Rule(Pattern request, Fault fault, int left) {
            this.request = request;
            this.fault = fault;
            this.left = left;
        }
    }

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /// The next `count` requests of any kind.
    public void next(int count, Fault fault) {
        next(count, ".*", fault);
    }

    /// The next `count` requests whose `METHOD /path` has a match of the expression in it, such as
    /// `POST .*/dispatches`.
    public void next(int count, String request, Fault fault) {
        rules.add(new Rule(Pattern.compile(request), fault, count));
    }

    /// All requests that match, until {@link #clear()}.
    public void always(String request, Fault fault) {
        next(FOR_EVER, request, fault);
    }

    public void clear() {
        rules.clear();
    }

    synchronized Optional<Fault> take(String request) {
        for (var rule : rules) {
            if (!rule.request.matcher(request).find()) {
                continue;
            }
            if (rule.left > 0 && --rule.left == 0) {
                rules.remove(rule);
            }
            return Optional.of(rule.fault);
        }
        return Optional.empty();
    }
}
