package io.nokube.sandbox.github;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The filters of a list of runs: `event`, `status` (which may also be a conclusion), `created` and `branch`.
record RunFilter(
        @Nullable String event,
        @Nullable String status,
        @Nullable String branch,
        Predicate<Instant> created) {

    static RunFilter of(MultiMap query) {
        return new RunFilter(
                query.get("event"), query.get("status"), query.get("branch"), created(query.get("created")));
    }

    boolean accepts(Run run, Instant now) {
        if (event != null && !event.equals("workflow_dispatch")) {
            return false;
        }
        if (branch != null && !branch.equals(run.ref())) {
            return false;
        }
        var is = run.status(now);
        boolean fits = status == null
                || status.equals(is)
                || is.equals("completed") && status.equals(run.timeline().conclusion());
        return fits && created.test(GitHubJson.seconds(run.createdAt()));
    }

    private static Predicate<Instant> created(@Nullable String expression) {
        if (expression == null || expression.isEmpty()) {
            return any -> true;
        }
        int range = expression.indexOf("..");
        if (range > 0) {
            return from(expression.substring(0, range)).and(until(expression.substring(range + 2)));
        }
        if (expression.startsWith(">=")) {
            return from(expression.substring(2));
        }
        if (expression.startsWith("<=")) {
            return until(expression.substring(2));
        }
        if (expression.startsWith(">")) {
            return until(expression.substring(1)).negate();
        }
        if (expression.startsWith("<")) {
            return from(expression.substring(1)).negate();
        }
        return from(expression).and(until(expression));
    }

    private static Predicate<Instant> from(String bound) {
        var first = bound.contains("T") ? Instant.parse(bound) : day(bound);
        return moment -> !moment.isBefore(first);
    }

    private static Predicate<Instant> until(String bound) {
        if (bound.equals("*")) {
            return any -> true;
        }
        if (bound.contains("T")) {
            var last = Instant.parse(bound);
            return moment -> !moment.isAfter(last);
        }
        var next =
                LocalDate.parse(bound).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return moment -> moment.isBefore(next);
    }

    private static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
