package io.nokube.names;

import java.util.regex.Pattern;

/// A user's name: 2 to 20 characters, lower-case letters and digits, a letter first.
///
/// There is no hyphen in it, so that `user-project` and `user-project-service` can be read in one way only and two
/// users never share a namespace or an image name.
public record Username(String value) {
    public static final String PATTERN = "^[a-z][a-z0-9]{1,19}$";
    public static final String RULE =
            "must be 2 to 20 lower-case letters and digits, starting with a letter (no hyphen)";
    private static final Pattern FORM = Pattern.compile(PATTERN);

    public Username {
        if (!isValid(value)) {
            throw new InvalidNameException(RULE);
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
