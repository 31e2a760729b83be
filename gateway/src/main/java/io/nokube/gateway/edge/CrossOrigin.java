package io.nokube.gateway.edge;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a request that another web site made a browser send from everything else. Pure.
///
/// A browser adds the session cookie by itself, so an unsafe request that could carry it must come from the gateway's
/// own pages. Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; what says neither is
/// no browser and sends no cookie against its user's will.
final class CrossOrigin {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private CrossOrigin() {}

    /// Whether the request may go on.
    ///
    /// @param host the request's `Host`
    static boolean isAllowed(
            String method, @Nullable String secFetchSite, @Nullable String origin, @Nullable String host) {
        if (SAFE.contains(method)) {
            return true;
        }
        if (secFetchSite != null) {
            return OURS.contains(secFetchSite);
        }
        return origin == null || isSameHost(origin, host);
    }

    private static boolean isSameHost(String origin, @Nullable String host) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null
                    && host != null
                    && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
