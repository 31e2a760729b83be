package io.nokube.names;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An OCI image reference, `[registry/]repository[:tag][@digest]`.
///
/// The grammar is that of the OCI distribution specification 1.1, section "Pulling manifests", with the registry host
/// that container runtimes accept in front of it.
public record ImageReference(
        String repository, @Nullable String tag, @Nullable String digest) {
    public static final int MAX_LENGTH = 512;
    public static final String RULE =
            "must be an image reference such as ghcr.io/owner/name:tag or ghcr.io/owner/name@sha256:<64 hex digits>";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String HOST_LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST = HOST_LABEL + "(?:\\." + HOST_LABEL + ")*(?::[0-9]{1,5})?";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";
    private static final Pattern TAG_FORM = Pattern.compile(TAG);
    private static final Pattern FORM = Pattern.compile("((?:" + HOST + "/)?" + COMPONENT + "(?:/" + COMPONENT
            + ")*)(?::(" + TAG + "))?(?:@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?");

    /// Parses `value`.
    ///
    /// @throws InvalidNameException where it is not an image reference
    public static ImageReference parse(String value) {
        Matcher matcher = FORM.matcher(value);
        if (value.length() > MAX_LENGTH || !matcher.matches()) {
            throw new InvalidNameException(RULE);
        }
        return new ImageReference(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    public static boolean isTag(String value) {
        return TAG_FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return repository + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
    }
}
