package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crawlers, at a source that marks, rejects or drops their events. */
final class SourceBotsTest {
    private static final String GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private static final String TEALIUM =
            "/event?tealium_account=demo&tealium_profile=main&tealium_event=view&tealium_visitor_id=ada";

    @AutoClose
    private final RunningServer server = RunningServer.start();

    @ParameterizedTest
    @CsvSource({"mark,accepted,marked,1,1", "reject,rejected,rejected,0,1", "drop,dropped,dropped,0,1"})
    void theEventIsAnsweredAndCounted(String bots, String status, String outcome, String taken, String counted) {
        server.restart(Shop.YAML.replace("key: web-key }", "key: web-key, bots: " + bots + " }"));

        var answer = crawls(Shop.purchase("e1", "ada"));
        var person = server.sends(Shop.purchase("e2", "ben"));

        assertThat(answer.at("/results/0/id")).isEqualTo("e1");
        assertThat(answer.at("/results/0/status")).isEqualTo(status);
        assertThat(answer.at("/results/0/problems/0/code")).isEqualTo(taken.equals("1") ? "" : "event.bot");
        assertThat(person.at("/results/0/status")).isEqualTo("accepted");
        assertThat(server.read("/api/profiles/anonymous/ada").at("/attributes/purchases"))
                .isEqualTo(taken.equals("1") ? "1" : "");
        var stats = server.read("/api/stats");
        for (var each : new String[] {"marked", "rejected", "dropped"}) {
            assertThat(stats.at("/sources/website/bots/" + each)).isEqualTo(each.equals(outcome) ? counted : "0");
        }
        assertThat(server.read("/metrics").text())
                .contains("pharos_events_bots_total{outcome=\"" + outcome + "\",source=\"website\"} 1.0");
    }

    @Test
    void othersOfTheRequestAreTakenInTheOrderSent() {
        server.restart(Shop.YAML.replace("key: web-key }", "key: web-key, bots: drop }"));
        var crawler = Shop.purchase("e1", "ada").replace("\"page\"", "\"user_agent\":\"" + GOOGLEBOT + "\",\"page\"");

        var answer = server.sends("[" + crawler + "," + Shop.purchase("e2", "ben") + "]")
                .isOk();

        assertThat(answer.at("/results/0/status")).isEqualTo("dropped");
        assertThat(answer.at("/results/1/id")).isEqualTo("e2");
        assertThat(answer.at("/results/1/status")).isEqualTo("accepted");
        assertThat(answer.at("/results/0/problems/0/found")).isEqualTo("a crawler: Googlebot");
    }

    @Test
    void clientsThatLookAtTheStatusAloneAreToldByIt() {
        server.restart(Shop.YAML.replace("profile: main }", "profile: main, bots: reject }"));
        assertThat(server.get(TEALIUM, "User-Agent", GOOGLEBOT).status()).isEqualTo(400);
        assertThat(server.read("/api/stats").at("/sources/collect/bots/rejected"))
                .isEqualTo("1");

        server.restart(Shop.YAML.replace("profile: main }", "profile: main, bots: drop }"));
        assertThat(server.get(TEALIUM, "User-Agent", GOOGLEBOT).status()).isEqualTo(200);
        server.read("/api/profiles/anonymous/ada").isProblem(404, "unknown-profile");
    }

    private Answer crawls(String event) {
        return server.post("/api/events", event, "X-Write-Key", Shop.WEB_KEY, "User-Agent", GOOGLEBOT);
    }
}
