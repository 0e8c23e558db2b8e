package io.pharos.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Event;
import io.pharos.model.Parsed;
import io.pharos.model.Source;
import io.pharos.model.Workspace;
import io.pharos.model.read.WorkspaceReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ten events per second, twenty at once; and a source without a rate. */
final class RateLimitsTest {
    private static final Map<String, Source> SOURCES = sources("rate: { per_second: 10, burst: 20 }");

    /** Where a clock that rises steadily may well stand. */
    private long now = -3_000_000_000L;

    private final RateLimits rates = new RateLimits(() -> now);

    @Test
    void asManyAsTheBurstMayComeAtOnce() {
        assertThat(send(20)).isEmpty();
        assertThat(send(1)).contains(Duration.ofMillis(100));
    }

    @Test
    void whatIsRefusedTakesNothing() {
        send(15);

        assertThat(send(6)).contains(Duration.ofMillis(100));
        assertThat(send(5)).isEmpty();
    }

    @Test
    void aRequestIsTakenAtTheVeryMomentThatWasSaid() {
        send(20);
        var wait = send(7).orElseThrow();

        now += wait.toNanos() - 1;
        assertThat(send(7)).isPresent();
        now += 1;
        assertThat(send(7)).isEmpty();
    }

    @Test
    void aLongPauseSavesUpNoMoreThanTheBurst() {
        send(20);
        now += Duration.ofDays(1).toNanos();

        assertThat(send(20)).isEmpty();
        assertThat(send(1)).isPresent();
    }

    @Test
    void aRequestOfMoreThanTheBurstIsTakenAfterAPauseAndPaidForAfterwards() {
        assertThat(send(50)).isEmpty();
        assertThat(send(1)).contains(Duration.ofMillis(3_100));
        assertThat(send(50)).contains(Duration.ofSeconds(5));
    }

    @Test
    void overTimeExactlyTheRateIsTaken() {
        var taken = 0;
        for (var millis = 0; millis < 60_000; millis += 7, now += 7_000_000) {
            taken += send(1).isEmpty() ? 1 : 0;
        }

        assertThat(taken).isEqualTo(20 + 599);
    }

    @Test
    void ofARequestOfSeveralSourcesNothingIsTakenIfOneIsOverItsRate() {
        var both = events(Map.of("website", 15, "app", 15));
        assertThat(rates.take(both, SOURCES)).isEmpty();

        assertThat(rates.take(events(Map.of("website", 3, "app", 6)), SOURCES))
                .hasValueSatisfying(excess -> assertThat(excess.source()).isEqualTo("app"));
        assertThat(rates.take(events(Map.of("website", 5)), SOURCES)).isEmpty();
    }

    @Test
    void aSourceWithoutARateIsNotHeldUp() {
        assertThat(rates.take(events(Map.of("backend", 10_000)), SOURCES)).isEmpty();
        assertThat(rates.take(events(Map.of("backend", 10_000)), SOURCES)).isEmpty();
    }

    @Test
    void aNewRateHoldsFromTheNextRequest() {
        send(20);
        now += Duration.ofMillis(100).toNanos();
        var higher = sources("rate: { per_second: 1000 }");

        assertThat(rates.take(events(Map.of("website", 2)), SOURCES)).isPresent();
        assertThat(rates.take(events(Map.of("website", 2)), sources("notes: none")))
                .isEmpty();
        now += Duration.ofSeconds(2).toNanos();
        assertThat(rates.take(events(Map.of("website", 1_000)), higher)).isEmpty();
    }

    private Optional<Duration> send(int count) {
        return rates.take(events(Map.of("website", count)), SOURCES).map(RateLimits.Excess::retryAfter);
    }

    private static List<Event> events(Map<String, Integer> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .flatMap(count -> Collections.nCopies(count.getValue(), event(count.getKey())).stream())
                        .toList();
    }

    private static Event event(String source) {
        var time = Instant.parse("2026-03-01T10:00:00Z");
        return new Event("1", source, "ada", "view", time, 0, time, Event.Origin.LIVE, null, Map.of(), List.of());
    }

    private static Map<String, Source> sources(String setting) {
        var yaml = Stream.of(
                        "sources:",
                        "  website: { kind: web, " + setting + " }",
                        "  app: { kind: segment, " + setting + " }",
                        "  backend: { kind: server }")
                .reduce("", (text, line) -> text + line + "\n");
        return switch (new WorkspaceReader().read(new TreeMap<>(Map.of("shop.yaml", yaml)))) {
            case Parsed.Valid<Workspace>(var workspace, var _) -> workspace.sources();
            case Parsed.Invalid<Workspace>(var problems) -> throw new AssertionError(problems);
        };
    }
}
