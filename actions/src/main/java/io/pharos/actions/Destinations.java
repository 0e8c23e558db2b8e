package io.pharos.actions;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Where webhooks may not go. Services that hand credentials to whoever asks from inside a cloud are refused in any case,
 * private networks if the settings say so. A name is judged by every address it resolves to, at each sending.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html">OWASP
 *     on server-side request forgery</a>
 */
record Destinations(boolean allowPrivateNetworks) {
    /** Metadata services outside the link-local networks: AWS over IPv6, Alibaba Cloud, Oracle Cloud. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

    private static final byte[] NAT64 = HexFormat.of().parseHex("0064ff9b0000000000000000");

    /** Why a request may not go there, if it may not. */
    Optional<String> refusal(URI url) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(url.getHost()))
                .map(Destinations::embedded)
                .flatMap(address -> refusal(address).stream())
                .findFirst();
    }

    private Optional<String> refusal(InetAddress address) {
        if (address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress())) {
            return Optional.of(address.getHostAddress()
                    + " is a link-local address or a cloud's metadata service, which no webhook may reach");
        }
        return !allowPrivateNetworks && isPrivate(address)
                ? Optional.of(
                        address.getHostAddress() + " is not a public address, and private networks are not allowed")
                : Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || switch (address) {
                    case Inet4Address four -> isReserved(four.getAddress());
                    case Inet6Address six -> (six.getAddress()[0] & 0xfe) == 0xfc;
                    default -> true;
                };
    }

    /** This network (0/8), carriers' networks (100.64/10), and what nobody was given (240/4). */
    private static boolean isReserved(byte[] address) {
        var first = address[0] & 0xff;
        return first == 0 || first >= 240 || (first == 100 && (address[1] & 0xc0) == 64);
    }

    /** The IPv4 address inside one of a translating gateway (RFC 6052); others as they are. */
    private static InetAddress embedded(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != 16 || !Arrays.equals(bytes, 0, 12, NAT64, 0, 12)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
