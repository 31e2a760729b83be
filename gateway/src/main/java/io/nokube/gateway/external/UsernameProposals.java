package io.nokube.gateway.external;

import io.nokube.names.Username;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Usernames for somebody who comes from elsewhere, where names follow other rules. Pure.
final class UsernameProposals {
    private static final int MAX_LENGTH = 20;
    private static final int MOST = 50;
    private static final String NONE = "user";

    private UsernameProposals() {}

    /// What to try in turn: the first of `names` that something can be made of, then the same with a number.
    static List<String> of(List<String> names) {
        String base = names.stream()
                .map(UsernameProposals::fitted)
                .filter(Username::isValid)
                .findFirst()
                .orElse(NONE);
        return Stream.concat(
                        Stream.of(base),
                        IntStream.rangeClosed(2, MOST).mapToObj(n -> numbered(base, String.valueOf(n))))
                .toList();
    }

    /// An email address stands for what comes before the `@`.
    private static String fitted(String name) {
        String local = name.contains("@") ? name.substring(0, name.indexOf('@')) : name;
        String letters =
                local.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replaceFirst("^[0-9]+", "");
        return letters.substring(0, Math.min(letters.length(), MAX_LENGTH));
    }

    private static String numbered(String base, String number) {
        return base.substring(0, Math.min(base.length(), MAX_LENGTH - number.length())) + number;
    }
}
