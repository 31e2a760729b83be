package io.nokube.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Which addresses are one and the same sender. Pure.
final class Addresses {
    /// A customer of an Internet provider has at least that much of an IPv6 address (RFC 6177), and can use all of it.
    private static final int PREFIX_BYTES = 8;

    private Addresses() {}

    /// The whole of an IPv4 address, the first 64 bits of an IPv6 one; one word for whatever is none.
    static String sender(@Nullable String address) {
        if (address == null) {
            return "unknown";
        }
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), PREFIX_BYTES)) + "::/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
