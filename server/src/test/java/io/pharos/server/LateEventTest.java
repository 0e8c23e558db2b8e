package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.runtime.HostSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An event that comes so late that a long history has to be folded again first, for somebody who does not wait for that. */
@Timeout(60)
final class LateEventTest {
    private static final int EVENTS = 100;
    private static final Instant START = Instant.now().minus(Duration.ofDays(1));

    @AutoClose
    private final RunningServer server = RunningServer.start(settings ->
            settings.withEngine(HostSettings.DEFAULT.withFolding(32, 10).withPatience(Duration.ZERO)));

    private static String purchase(int number, Duration after) {
        return """
                {"id":"e%d","event":"purchase","visitor":"ada","time":"%s"}""".formatted(number, START.plus(after));
    }

    @Test
    void theAnswerSaysThatItWaitsAndThenItIsThere() throws InterruptedException {
        var history = IntStream.range(0, EVENTS)
                .mapToObj(number -> purchase(number, Duration.ofSeconds(number)))
                .collect(Collectors.joining(",", "[", "]"));
        assertThat(server.sends(history).isOk().at("/results/99/status")).isEqualTo("accepted");

        var late = server.sends(purchase(EVENTS, Duration.ofMillis(500)));

        assertThat(late.status()).isEqualTo(202);
        assertThat(late.at("/results/0/status")).isEqualTo("waiting");
        while (!server.read("/api/stats").isOk().at("/counts/late").equals("1")) {
            Thread.sleep(10);
        }
        assertThat(server.sends(purchase(EVENTS, Duration.ofMillis(500))).isOk().at("/results/0/status"))
                .isEqualTo("duplicate");
    }
}
