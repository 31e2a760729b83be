package io.nokube.monitor.registry;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which addresses may be asked. An image's name comes from a user, and must not lead this service to what only it can
/// reach: other services of the cluster, the cloud's metadata.
///
/// @param named registries that the operator has named, as `<host>[:<port>]`, which may be anywhere; with `http://` in
///     front where they speak no TLS
/// @param names what a name stands for
record Reach(Set<String> named, Names names) {
    private static final String PLAIN = "http://";

    /// The domain name system.
    interface Names {
        /// At least one address; a literal stands for itself.
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    Reach {
        named = Set.copyOf(named);
    }

    URI base(String host) {
        return URI.create((named.contains(PLAIN + host) ? PLAIN : "https://") + host);
    }

    /// The address to connect to for what `uri` names; empty where it may not be asked. The name is looked up here and
    /// nowhere else: whoever owns it could have it stand for another address a moment later (DNS rebinding).
    Optional<InetAddress> address(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            return Optional.empty();
        }
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        boolean isNamed = named.contains(authority) && isTls(uri) || named.contains(PLAIN + authority);
        if (!isNamed && !isTls(uri)) {
            return Optional.empty();
        }
        try {
            InetAddress[] all = names.resolve(host);
            return isNamed || Arrays.stream(all).allMatch(Reach::isPublic) ? Optional.of(all[0]) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isTls(URI uri) {
        return "https".equals(uri.getScheme());
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
