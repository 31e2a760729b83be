package io.nokube.build.source;

import io.nokube.names.InvalidNameException;
import java.util.List;

/// A branch or tag that is built, by the rules of `git check-ref-format --branch`.
public record GitRefName(String value) {
    public static final int MAX_LENGTH = 244;
    public static final String RULE = "must be a git branch or tag name: at most 244 characters, no space, no control"
            + " character and none of ~ ^ : ? * [ \\ .. @{ //, not starting with - or /, not ending with / . or .lock";
    private static final String FORBIDDEN = " ~^:?*[\\";
    private static final List<String> SEQUENCES = List.of("..", "@{", "//", "/.");

    public GitRefName {
        if (!isValid(value)) {
            throw new InvalidNameException(RULE);
        }
    }

    public static boolean isValid(String name) {
        boolean startsBadly = name.startsWith("-") || name.startsWith("/") || name.startsWith(".");
        boolean endsBadly = name.endsWith("/") || name.endsWith(".");
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && !startsBadly
                && !endsBadly
                && !name.equals("@")
                && SEQUENCES.stream().noneMatch(name::contains)
                && name.chars().allMatch(GitRefName::isAllowed)
                && List.of(name.split("/")).stream().noneMatch(part -> part.endsWith(".lock"));
    }

    private static boolean isAllowed(int c) {
        return c > ' ' && c != 127 && FORBIDDEN.indexOf(c) < 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
