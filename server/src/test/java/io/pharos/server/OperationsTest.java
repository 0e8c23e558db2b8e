package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those who run the server look at. */
final class OperationsTest {
    @AutoClose
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void aServerThatRunsIsAliveAndReadyAndTellsAnybody() {
        assertThat(SERVER.get("/health/live").isOk().text()).isEqualTo("{\"status\":\"live\"}");
        assertThat(SERVER.get("/health/ready/").isOk().text()).isEqualTo("{\"status\":\"ready\"}");
    }

    @Test
    void theMeasurementsAreInTheFormOfPrometheus() {
        SERVER.sends("[" + Shop.purchase("1", "ada") + ",{}]");
        SERVER.sends("""
                {"id":"2","event":"view","visitor":"ada","attributes":{"page":["/a","/b"]}}""");

        var metrics = SERVER.read("/metrics").isOk();

        assertThat(metrics.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.text())
                .contains("pharos_events_taken_total{source=\"website\",status=\"accepted\"} 2.0")
                .contains("pharos_events_problems_total{code=\"event.unusable-value\"} 1.0")
                .contains("pharos_events_rejected_total 1.0")
                .contains("pharos_healthy 1.0")
                .containsPattern(
                        "pharos_http_requests_seconds_count\\{method=\"POST\",route=\"/api/events\",status=\"200\"} 2");
        assertThat(metrics.text().lines())
                .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.matches("\\w+(\\{.*})? \\S+"));
    }

    @Test
    void identifiersThatNameNobodyAndLinksThatAreRefusedAreMeasured() {
        try (var server = RunningServer.start()) {
            server.restart(Shop.YAML.replace("normalise: [trim] }", "normalise: [trim], policy: switch }"));
            var blocked =
                    server.sends("{\"event\":\"login\",\"visitor\":\"d1\",\"attributes\":{\"email\":\"undefined\"}}");
            server.sends("{\"event\":\"login\",\"attributes\":{\"user_id\":\"c1\",\"email\":\"a@example.com\"}}");
            var refused = server.sends(
                    "{\"event\":\"login\",\"attributes\":{\"user_id\":\"c2\",\"email\":\"a@example.com\"}}");

            assertThat(blocked.at("/results/0/problems/0/code")).isEqualTo("identifier.blocked");
            assertThat(refused.at("/results/0/problems/0/code")).isEqualTo("identifier.not-linked");
            assertThat(server.read("/metrics").text())
                    .contains("pharos_events_problems_total{code=\"identifier.blocked\"} 1.0")
                    .contains("pharos_events_problems_total{code=\"identifier.not-linked\"} 1.0");
        }
    }

    @Test
    void theServerInNumbersCountsWhatWasSent() {
        try (var server = RunningServer.start()) {
            server.sends("[" + Shop.purchase("1", "ada") + "," + Shop.purchase("1", "ada") + ",{}]");
            server.sends(Shop.purchase("2", "ben"));

            var stats = server.read("/api/stats").isOk();

            assertThat(stats.at("/counts/events")).isEqualTo("2");
            assertThat(stats.at("/counts/duplicates")).isEqualTo("1");
            assertThat(stats.at("/counts/rejected")).isEqualTo("1");
            assertThat(stats.at("/counts/profiles")).isEqualTo("2");
            assertThat(stats.at("/segments/buyers/count")).isEqualTo("2");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidWithWhatToDo(@TempDir Path folder) {
        var port = SERVER.server().address().getPort();

        assertThatThrownBy(() -> Server.start(
                        ServerSettings.of("127.0.0.1", port, folder.resolve("data"), Optional.empty(), Map.of())))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("Cannot listen at 127.0.0.1:" + port)
                .hasMessageContaining("--port");
    }

    @Test
    void theServersAddressLeadsToTheConsole() {
        var answer = SERVER.get("/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(URI.create(answer.header("Location"))).isEqualTo(URI.create("/console/"));
    }
}
