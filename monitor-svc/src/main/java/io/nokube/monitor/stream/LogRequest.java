package io.nokube.monitor.stream;

import io.nokube.monitor.cluster.Feeds.LogQuery;
import io.nokube.problem.ProblemException;
import io.nokube.validation.Violations;
import io.nokube.web.QueryParameters;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which lines of a deployment's logs are asked for.
///
/// @param pod null for all pods
record LogRequest(
        boolean follow,
        @Nullable Integer tail,
        @Nullable Instant since,
        boolean previous,
        @Nullable String pod) {
    private static final int MAX_TAIL = 100_000;
    private static final Pattern AGE = Pattern.compile("([0-9]{1,9})([smhd]?)");

    /// @throws ProblemException 400 naming every parameter that is wrong
    static LogRequest parse(UriInfo uri, Instant now) {
        Violations violations = new Violations();
        QueryParameters query = QueryParameters.of(uri, violations, "follow", "tail", "since", "previous", "pod");
        String tail = query.text("tail");
        violations.check(
                "tail",
                tail,
                text -> text.matches("[0-9]{1,6}") && Integer.parseInt(text) <= MAX_TAIL,
                "must be a whole number from 0 to " + MAX_TAIL);
        String since = query.text("since");
        Instant from = since == null ? null : since(since, now);
        if (since != null && from == null) {
            violations.add("since", "must be an age such as 10m or 2h, or a time such as 2025-08-18T10:30:00Z");
        }
        boolean follow = query.flag("follow", violations);
        boolean previous = query.flag("previous", violations);
        if (follow && previous) {
            violations.add("previous", "cannot be followed: that container has ended");
        }
        violations.throwIfAny();
        return new LogRequest(follow, tail == null ? null : Integer.valueOf(tail), from, previous, query.text("pod"));
    }

    LogQuery query() {
        return new LogQuery(since, tail, previous);
    }

    private static @Nullable Instant since(String text, Instant now) {
        Matcher age = AGE.matcher(text);
        if (age.matches()) {
            long number = Long.parseLong(age.group(1));
            Duration duration = switch (age.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofSeconds(number);
            };
            return atLeastTheEpoch(now.minus(duration));
        }
        try {
            return atLeastTheEpoch(Instant.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The API server reads years of four digits only, and nothing is older.
    private static Instant atLeastTheEpoch(Instant since) {
        return since.isBefore(Instant.EPOCH) ? Instant.EPOCH : since;
    }
}
