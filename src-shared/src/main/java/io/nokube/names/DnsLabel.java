package io.nokube.names;

import java.util.regex.Pattern;

/// RFC 1035 labels, the form Kubernetes asks of Service names: lower-case letters, digits and hyphens, a letter first,
/// no hyphen last.
public final class DnsLabel {
    /// The longest label that DNS and Kubernetes allow.
    public static final int MAX_LENGTH = 63;

    private static final Pattern FORM = Pattern.compile("^[a-z]([-a-z0-9]*[a-z0-9])?$");

    private DnsLabel() {}

    public static boolean isValid(String value, int minLength, int maxLength) {
        return value.length() >= minLength
                && value.length() <= maxLength
                && FORM.matcher(value).matches();
    }
}
