package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What events keep of the addresses of clients. */
final class SourceAddressTest {
    private static final String FORWARDED = "198.51.100.77";

    @ParameterizedTest
    @CsvSource({
        // behind a proxy that is trusted, and at one that is not
        "truncated, 127.0.0.1, 198.51.100.0",
        "full, 127.0.0.1, 198.51.100.77",
        "full, 10.0.0.1, 127.0.0.1",
        "off, 127.0.0.1, ''",
        "'', 127.0.0.1, ''"
    })
    void anEventKeepsOfTheClientsAddressWhatItsSourceAllows(String ip, String proxy, String kept) {
        try (var server = server(ip, proxy)) {
            server.post(
                            "/api/events",
                            Shop.purchase("1", "ada"),
                            "X-Write-Key",
                            Shop.WEB_KEY,
                            "X-Forwarded-For",
                            FORWARDED)
                    .isOk();

            assertThat(address(server)).isEqualTo(kept);
        }
    }

    @Test
    void whatAnEventCarriesItselfIsHeldToTheSame() {
        try (var server = server("truncated", "127.0.0.1")) {
            server.sends(Shop.purchase("1", "ada").replace("\"page\"", "\"ip\":\"203.0.113.9\",\"page\""));
            assertThat(address(server)).isEqualTo("203.0.113.0");

            var odd = server.sends(Shop.purchase("2", "ada").replace("\"page\"", "\"ip\":\"home\",\"page\""));
            assertThat(odd.at("/results/0/status")).isEqualTo("accepted");
            assertThat(odd.at("/results/0/problems/0/code")).isEqualTo("event.no-address");
        }
    }

    @Test
    void theAddressOfAServerOrAnAdministratorIsNotTheVisitors() {
        try (var server = server("full", "127.0.0.1")) {
            var event = Shop.purchase("1", "ada").replace("{\"id\"", "{\"source\":\"website\",\"id\"");
            server.post("/api/events", event, "Authorization", "Bearer " + RunningServer.ADMIN_KEY)
                    .isOk();

            assertThat(address(server)).isEmpty();
        }
    }

    @Test
    void proxiesThatCannotBeReadStopTheStart() {
        assertThatThrownBy(() -> ServerSettings.of(
                        "127.0.0.1",
                        0,
                        Path.of("data"),
                        Optional.empty(),
                        Map.of("PHAROS_TRUSTED_PROXIES", "10.0.0.0/99")))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("PHAROS_TRUSTED_PROXIES is \"10.0.0.0/99\"; expected addresses and networks");
    }

    private static RunningServer server(String ip, String proxy) {
        var server = RunningServer.start(settings -> {
            var environment = new HashMap<>(settings.environment());
            environment.put("PHAROS_TRUSTED_PROXIES", proxy);
            return new ServerSettings(
                    settings.host(),
                    settings.port(),
                    settings.data(),
                    settings.workspace(),
                    settings.apiKey(),
                    settings.adminPassword(),
                    settings.largestBody(),
                    settings.engine(),
                    settings.notice(),
                    environment);
        });
        var setting = ip.isEmpty() ? "" : ", ip: " + ip;
        server.restart(Shop.YAML
                .replace("key: web-key }", "key: web-key" + setting + " }")
                .replace("{ to: page }", "{ to: ip }"));
        return server;
    }

    /** As an attribute takes it from the latest event that has one. */
    private static String address(RunningServer server) {
        return server.read("/api/profiles/anonymous/ada").isOk().at("/attributes/last_page");
    }
}
