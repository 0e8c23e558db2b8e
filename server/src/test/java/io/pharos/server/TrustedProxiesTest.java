package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word counts about the address of a client. */
final class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8, 192.168.1.7 2001:db8::/33");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nobody has to be believed
                "203.0.113.5 | 198.51.100.1                          | 203.0.113.5",
                "203.0.113.5 |                                       | 203.0.113.5",
                // one proxy, and a chain of them
                "10.1.2.3    | 198.51.100.1                          | 198.51.100.1",
                "10.1.2.3    | 198.51.100.1, 192.168.1.7, 10.0.0.1   | 198.51.100.1",
                // what the client made up stands to the left of what the proxy heard
                "10.1.2.3    | 8.8.8.8, 198.51.100.1                 | 198.51.100.1",
                "10.1.2.3    | nonsense, 198.51.100.1                | 198.51.100.1",
                // a proxy that talks for itself
                "10.1.2.3    |                                       | 10.1.2.3",
                "10.1.2.3    | 10.9.9.9                              | 10.9.9.9",
                // with ports, and IPv6
                "10.1.2.3    | 198.51.100.1:4711                     | 198.51.100.1",
                "10.1.2.3    | [2001:db9::1]:4711                    | 2001:db9:0:0:0:0:0:1",
                "2001:db8:7fff::1 | 198.51.100.1                     | 198.51.100.1",
                "2001:db8:8000::1 | 198.51.100.1                     | 2001:db8:8000:0:0:0:0:1",
                // its neighbour is not trusted
                "192.168.1.6 | 198.51.100.1                          | 192.168.1.6",
                // no client that anybody could name
                "10.1.2.3    | 198.51.100.1, unknown                 | ",
            })
    void theNearestThatIsNoTrustedProxyIsTheClient(String peer, String forwardedFor, String client) {
        var headers = forwardedFor == null ? List.<String>of() : List.of(forwardedFor);

        assertThat(PROXIES.client(peer, headers).orElse(null)).isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        assertThat(PROXIES.client("10.1.2.3", List.of("198.51.100.1", "10.0.0.1")))
                .contains("198.51.100.1");
    }

    @Test
    void withoutAnyNobodyIsBelieved() {
        assertThat(TrustedProxies.of(" ").client("10.1.2.3", List.of("198.51.100.1")))
                .contains("10.1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> TrustedProxies.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
