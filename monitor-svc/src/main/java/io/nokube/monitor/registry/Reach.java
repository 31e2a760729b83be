package io.nokube.monitor.registry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/// Which addresses may be asked. An image's name comes from a user, and must not lead this service to what only it can
/// reach: other services of the cluster, the cloud's metadata.
///
/// @param named registries that the operator has named, as `<host>[:<port>]`, which may be anywhere; with `http://` in
///     front where they speak no TLS
record Reach(Set<String> named) {
    private static final String PLAIN = "http://";

    Reach {
        named = Set.copyOf(named);
    }

    URI base(String host) {
        return URI.create((named.contains(PLAIN + host) ? PLAIN : "https://") + host);
    }

    /// Whether `uri` may be asked. What a name stands for is kept by the JVM for 30 s, so that the connection goes to
    /// the address that was looked at here.
    boolean includes(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            return false;
        }
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        if (named.contains(authority) && isTls(uri) || named.contains(PLAIN + authority)) {
            return true;
        }
        return isTls(uri) && isPublic(host);
    }

    private static boolean isTls(URI uri) {
        return "https".equals(uri.getScheme());
    }

    private static boolean isPublic(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!isPublic(address)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static boolean isPublic(InetAddress address) {
        return !(address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address));
    }

    /// Carrier-grade NAT 100.64.0.0/10 (RFC 6598), 0.0.0.0/8, 192.0.0.0/24, 198.18.0.0/15 and 240.0.0.0/4 (RFC 6890);
    /// unique local fc00::/7 (RFC 4193) and what carries an IPv4 address inside: 64:ff9b::/96
    /// (RFC 6052), 2002::/16.
    private static boolean isReserved(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            return (first & 0xfe) == 0xfc || first == 0 || first == 0x20 && second == 0x02;
        }
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && bytes[2] == 0
                || first == 198 && (second == 18 || second == 19)
                || first >= 240;
    }
}
