package io.nokube.gateway.user;

import java.util.regex.Pattern;

/// The form of an email address: something, an `@`, and a host. Whether somebody reads it only a message can tell.
public final class EmailAddress {
    public static final String RULE = "must be an email address such as name@example.com";
    private static final int MAX_LENGTH = 254;
    private static final Pattern FORM =
            Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    private EmailAddress() {}

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }
}
