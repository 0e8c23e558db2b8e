package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Clients that send more than the rate of their source allows. Each test sends so much that it stays too much for long. */
final class SourceRateTest {
    private static final String RATE = "rate: { per_second: 1, burst: 2 } }";

    private static final String WORKSPACE = Shop.YAML
            .replace("website: { kind: web, key: web-key }", "website: { kind: web, key: web-key, " + RATE)
            .replace("key: demo-write-key }", "key: demo-write-key, " + RATE)
            .replace("profile: main }", "profile: main, " + RATE);

    @AutoClose
    private final RunningServer server = RunningServer.start();

    SourceRateTest() {
        server.restart(WORKSPACE);
    }

    @Test
    void theRequestIsAnsweredWhenToSendItAgainAndNothingOfItIsTaken() {
        server.sends(events(0, 60)).isOk();

        var refused = server.sends(events(60, 3)).isProblem(429, "rate-exceeded");

        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(30, 61);
        assertThat(refused.at("/detail")).isEqualTo("Source \"website\" takes 1 events per second, and 2 at once.");
        assertThat(server.read("/api/profiles/anonymous/ada").at("/attributes/events_seen"))
                .isEqualTo("60");
    }

    @Test
    void otherSourcesAreNotHeldUp() {
        server.sends(events(0, 60)).isOk();

        server.post("/api/events", events(0, 3), "X-Write-Key", Shop.GUARDED_KEY)
                .isOk();
    }

    @Test
    void whatIsRefusedIsCounted() {
        server.sends(events(0, 60)).isOk();
        server.sends(events(60, 3));

        assertThat(server.read("/metrics").text())
                .contains("pharos_events_rate_exceeded_total{source=\"website\"} 3.0");
        assertThat(server.read("/api/stats").at("/sources/website/rate_exceeded"))
                .isEqualTo("3");
        assertThat(server.read("/api/stats").at("/sources/guarded/rate_exceeded"))
                .isEqualTo("0");
    }

    @Test
    void aPublicationForgetsNoRate() {
        server.sends(events(0, 60)).isOk();
        var base = Long.parseLong(server.read("/api/stats").at("/version"));
        server.publishes(WORKSPACE.replace("at_least: 2", "at_least: 3"), base, "")
                .isOk();

        server.sends(events(60, 1)).isProblem(429, "rate-exceeded");
    }

    @Test
    void segmentsClientsAreAnswered429() {
        var call = "{\"type\":\"track\",\"event\":\"view\",\"anonymousId\":\"ada\"}";
        var batch = "{\"writeKey\":\"demo-write-key\",\"batch\":["
                + IntStream.range(0, 60).mapToObj(_ -> call).collect(Collectors.joining(",")) + "]}";
        server.post("/v1/batch", batch).isOk();

        assertThat(server.post("/v1/batch", batch)
                        .isProblem(429, "rate-exceeded")
                        .header("Retry-After"))
                .isNotEmpty();
    }

    @Test
    void tealiumsClientsAreToldInTheirHeaderAndAPixelStaysAPicture() {
        var path = "?tealium_account=demo&tealium_profile=main&tealium_event=view&tealium_visitor_id=ada";
        var refused = IntStream.range(0, 50)
                .mapToObj(_ -> server.get("/event" + path))
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.header("X-Error")).startsWith("Source \"collect\" takes 1 events per second");
        assertThat(refused.header("Retry-After")).isNotEmpty();

        var pixel = IntStream.range(0, 50)
                .mapToObj(_ -> server.get("/vdata/i.gif" + path))
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(pixel.header("Content-Type")).isEqualTo("image/gif");
    }

    private static String events(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> Shop.purchase("e" + number, "ada"))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
