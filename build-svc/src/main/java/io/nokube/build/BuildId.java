package io.nokube.build;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names a build everywhere: in the API, in the database and in the `run-name` of its run on GitHub.
public record BuildId(UUID value) implements Comparable<BuildId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /// The id that `text` spells; null where it spells none, since such a build can't exist.
    public static @Nullable BuildId parse(String text) {
        return FORM.matcher(text).matches() ? new BuildId(UUID.fromString(text)) : null;
    }

    @Override
    public int compareTo(BuildId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
