package io.pharos.server;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The machines between clients and this server that are believed when they say whom they forward. Each of them appends
 * to {@code X-Forwarded-For} whom it has heard from; what stands before that may be anybody's invention.
 */
final class TrustedProxies {
    private static final int BITS = 8;
    private static final Pattern IN_BRACKETS = Pattern.compile("^\\[(.*)](:\\d+)?$");
    private static final Pattern WITH_PORT = Pattern.compile("^([\\d.]+):\\d+$");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** Addresses that begin with the same bits. */
    private record Network(InetAddress address, int bits) {
        boolean contains(InetAddress other) {
            var ours = address.getAddress();
            var theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 1 << (BITS - 1 - bit % BITS);
                if (((ours[bit / BITS] ^ theirs[bit / BITS]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param text addresses and networks such as {@code 10.0.0.0/8}, with commas or blanks between them
     * @throws IllegalArgumentException if one cannot be read
     */
    static TrustedProxies of(String text) {
        return new TrustedProxies(Arrays.stream(text.strip().split("[\\s,]+"))
                .filter(part -> !part.isEmpty())
                .map(TrustedProxies::network)
                .toList());
    }

    private static Network network(String text) {
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var most = address.getAddress().length * BITS;
        var bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(text + " has no " + bits + " bits");
        }
        return new Network(address, bits);
    }

    /**
     * The address of the client that a request comes from: the nearest one that is no trusted proxy. Empty if a proxy does
     * not say it in a way that can be read.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the values of {@code X-Forwarded-For}, in the order received
     */
    Optional<String> client(String peer, List<String> forwardedFor) {
        var hops = Arrays.asList(String.join(",", forwardedFor).split(",")).reversed();
        var client = address(peer);
        for (var hop : hops) {
            if (client.filter(this::trusts).isEmpty() || hop.isBlank()) {
                break;
            }
            client = address(hop);
        }
        return client.map(InetAddress::getHostAddress);
    }

    private boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Some proxies add the port, and brackets around IPv6 then. */
    private static Optional<InetAddress> address(String text) {
        var bare = IN_BRACKETS.matcher(text.strip()).replaceFirst("$1");
        var plain = WITH_PORT.matcher(bare).replaceFirst("$1");
        try {
            return Optional.of(InetAddress.ofLiteral(plain));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
