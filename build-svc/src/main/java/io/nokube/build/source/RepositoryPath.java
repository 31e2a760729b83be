package io.nokube.build.source;

import io.nokube.names.InvalidNameException;
import java.util.List;
import java.util.regex.Pattern;

/// A relative path inside a repository that cannot leave it.
public record RepositoryPath(String value) {
    public static final int MAX_LENGTH = 255;
    public static final String RULE = "must be a relative path inside the repository, of letters, digits and"
            + " . _ - + @ / and spaces, with no .. in it and no - at the start";
    private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}._+@/ -]+");

    public RepositoryPath {
        if (!isValid(value)) {
            throw new InvalidNameException(RULE);
        }
    }

    public static boolean isValid(String path) {
        return path.length() <= MAX_LENGTH
                && FORM.matcher(path).matches()
                && !path.startsWith("/")
                && !path.startsWith("-")
                && !path.contains("//")
                && path.equals(path.strip())
                && List.of(path.split("/")).stream().noneMatch(part -> part.equals("..") || part.equals(".git"));
    }

    @Override
    public String toString() {
        return value;
    }
}
