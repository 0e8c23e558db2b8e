package io.pharos.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What events may keep of the addresses of those who caused them. */
public enum Address {
    OFF,
    /** Without what tells one household from its neighbours: the last of the four numbers of IPv4, all but 48 bits of IPv6. */
    TRUNCATED,
    FULL;

    /** The property that holds the address of a connection. */
    public static final String PROPERTY = "ip";

    /** What clients call it, if they send it themselves. */
    public static final List<String> PROPERTIES = List.of(PROPERTY, "ip_address", "context.ip");

    private static final int KEPT_OF_IPV4 = 3;
    private static final int KEPT_OF_IPV6 = 6;

    /** Changes addresses to what may be kept of them. One that cannot be read is not kept, unless all is. */
    void apply(Map<String, Value> properties) {
        switch (this) {
            case OFF -> PROPERTIES.forEach(properties::remove);
            case TRUNCATED ->
                PROPERTIES.forEach(property -> properties.computeIfPresent(
                        property,
                        (_, value) ->
                                truncated(value).<Value>map(Value.Text::new).orElse(null)));
            case FULL -> {}
        }
    }

    /** The address without its end; empty if the value is no address. */
    public static Optional<String> truncated(Value value) {
        if (!(value instanceof Value.Text(var text))) {
            return Optional.empty();
        }
        try {
            var bytes = InetAddress.ofLiteral(text.strip()).getAddress();
            Arrays.fill(bytes, bytes.length == 4 ? KEPT_OF_IPV4 : KEPT_OF_IPV6, bytes.length, (byte) 0);
            return Optional.of(InetAddress.getByAddress(bytes).getHostAddress());
        } catch (IllegalArgumentException | UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
