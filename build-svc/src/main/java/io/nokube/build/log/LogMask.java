package io.nokube.build.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Takes out of lines what looks like a secret, before they are kept or shown. Pure.
///
/// GitHub masks the secrets that it knows; these are those that it cannot know, such as one in a Dockerfile. Every
/// pattern reads a line once: what a build prints must not be able to keep a processor busy.
public final class LogMask {
    private static final String MASK = "***";
    private static final int SHORTEST_VALUE = 6;
    /// Lines: a key that begins and never ends must not hide the rest of the log.
    private static final int LONGEST_KEY = 200;
    private static final Pattern WHOLE = Pattern.compile(String.join(
            "|",
            "\\bgh[opusr]_[A-Za-z0-9]{20,255}",
            "\\bgithub_pat_[A-Za-z0-9_]{20,255}",
            "\\bnk_[A-Za-z0-9_-]{20,255}",
            "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b",
            "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,4096}+\\.[A-Za-z0-9_-]{8,8192}+\\.[A-Za-z0-9_-]{0,4096}+"));
    private static final Pattern HEADER = Pattern.compile(
            "(?i)\\b((?:proxy-)?authorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?)[^\\s\"']++(?: [^\\s\"']++)?");
    private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("(://)[^/\\s@]{1,1024}+@");
    private static final Pattern ASSIGNMENT = Pattern.compile(
            "((?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY)[A-Z0-9_]{0,40}+[\"']?\\s{0,4}[=:]\\s{0,4}[\"']?)[^\\s\"']++",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern KEY_BEGIN =
            Pattern.compile("-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern KEY_END =
            Pattern.compile("-----END (?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?-----");

    private final List<String> values;

    private LogMask(List<String> values) {
        this.values = values;
    }

    /// A mask that also knows the values of those build arguments whose names say that they are secret.
    public static LogMask knowing(Map<String, String> buildArgs) {
        return new LogMask(buildArgs.entrySet().stream()
                .filter(argument -> soundsSecret(argument.getKey()))
                .flatMap(argument -> argument.getValue().lines())
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST_VALUE)
                // Longer ones first: what is left of one after a shorter one was replaced would be shown.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    private static boolean soundsSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.contains("secret")
                || lower.contains("token")
                || lower.contains("key")
                || lower.contains("credential");
    }

    /// As many lines as were given, in their order.
    public List<String> lines(List<String> lines) {
        return after(0, lines).lines();
    }

    /// Masked lines, and how many of those that follow are still a private key's.
    record Masked(List<String> lines, int keyLines) {
        Masked {
            lines = List.copyOf(lines);
        }
    }

    /// The same for lines before which others came.
    ///
    /// @param keyLines what was said of those
    Masked after(int keyLines, List<String> lines) {
        List<String> masked = new ArrayList<>(lines.size());
        int left = keyLines;
        for (String line : lines) {
            if (KEY_BEGIN.matcher(line).find()) {
                left = LONGEST_KEY;
            }
            masked.add(left > 0 ? MASK : line(line));
            left = KEY_END.matcher(line).find() ? 0 : Math.max(0, left - 1);
        }
        return new Masked(masked, left);
    }

    private String line(String line) {
        String masked = line;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        masked = WHOLE.matcher(masked).replaceAll(MASK);
        masked = HEADER.matcher(masked).replaceAll("$1" + MASK);
        masked = CREDENTIALS_IN_URL.matcher(masked).replaceAll("$1" + MASK + "@");
        return ASSIGNMENT.matcher(masked).replaceAll("$1" + MASK);
    }
}
