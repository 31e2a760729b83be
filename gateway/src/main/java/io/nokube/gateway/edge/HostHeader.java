package io.nokube.gateway.edge;

/// The form of a `Host` header (RFC 9110, section 7.2): a name or an address, and perhaps a port. Pure.
///
/// What is written there is passed on as `X-Forwarded-Host`, so that it has to be plain. A loop and not a regular
/// expression, because it is gone through for every request.
final class HostHeader {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_PORT = 5;

    private HostHeader() {}

    /// Whether `value` names a host: letters, digits, `.`, `_` and `-`, or an IPv6 address in brackets.
    static boolean isClear(String value) {
        return value.startsWith("[") ? isAddress(value) : isName(value);
    }

    private static boolean isName(String value) {
        int end = 0;
        while (end < value.length() && isInName(value.charAt(end))) {
            end++;
        }
        return end > 0 && end <= LONGEST_NAME && isPort(value, end);
    }

    private static boolean isAddress(String value) {
        int end = 1;
        while (end < value.length() && isInAddress(value.charAt(end))) {
            end++;
        }
        int length = end - 1;
        boolean isClosed = end < value.length() && value.charAt(end) == ']';
        return isClosed && length >= 2 && length <= LONGEST_ADDRESS && isPort(value, end + 1);
    }

    /// Whether nothing follows, or a colon and up to five digits.
    private static boolean isPort(String value, int start) {
        if (start == value.length()) {
            return true;
        }
        int digits = value.length() - start - 1;
        if (value.charAt(start) != ':' || digits < 1 || digits > LONGEST_PORT) {
            return false;
        }
        for (int i = start + 1; i < value.length(); i++) {
            if (!isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInName(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
    }

    private static boolean isInAddress(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
