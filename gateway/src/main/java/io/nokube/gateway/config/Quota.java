package io.nokube.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// So many requests in a period, come evenly or at once. Pure.
///
/// @param amount how many come back in each `period`
/// @param burst how many may be made at once after a pause
public record Quota(long amount, Duration period, long burst) {
    public static final String FORM = "must be like 60/m, or 60/m burst 120 (s, m, h), or off";

    private static final String OFF = "off";
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})/([smh])(?: burst ([1-9][0-9]{0,6}))?");

    /// The quota that `text` says; empty where it is `off`.
    ///
    /// @throws IllegalArgumentException where it says neither
    public static Optional<Quota> parse(String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(FORM);
        }
        long amount = Long.parseLong(parts.group(1));
        String burst = parts.group(3);
        return Optional.of(new Quota(amount, period(parts.group(2)), burst == null ? amount : Long.parseLong(burst)));
    }

    /// Whether `text` says a quota, or that there is none.
    public static boolean isValid(String text) {
        return text.equals(OFF) || TEXT.matcher(text).matches();
    }

    private static Duration period(String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
    }
}
