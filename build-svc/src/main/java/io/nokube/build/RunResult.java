package io.nokube.build;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a run made, as it says in the last line of its last step:
/// `nokube-result: {"digest": "sha256:…", "commit": "…"}`.
///
/// @param commit null where the workflow could not tell
public record RunResult(String digest, @Nullable String commit) {
    private static final Pattern LINE = Pattern.compile("nokube-result: \\{(?<members>[^{}]*)}");
    private static final Pattern DIGEST = Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");
    private static final Pattern COMMIT = Pattern.compile("\"commit\"\\s*:\\s*\"([0-9a-f]{40}|[0-9a-f]{64})\"");

    /// Reads one line of a log, without its timestamp. The members are two words of fixed form, so two patterns read
    /// them more strictly than a JSON parser would.
    public static Optional<RunResult> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Matcher digest = DIGEST.matcher(matcher.group("members"));
        if (!digest.find()) {
            return Optional.empty();
        }
        Matcher commit = COMMIT.matcher(matcher.group("members"));
        return Optional.of(new RunResult(digest.group(1), commit.find() ? commit.group(1) : null));
    }
}
