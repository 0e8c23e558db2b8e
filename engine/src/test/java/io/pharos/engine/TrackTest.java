package io.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Condition.Figure;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Value.Timeline;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a track says, beside the whole list of events. */
final class TrackTest {
    private static final int EXACT = 20;
    private static final long HOUR = 3_600_000;
    private static final long WINDOW = 100 * HOUR;
    private static final Span LONG = fixed(WINDOW);
    private static final Span SHORT = fixed(WINDOW / 3);

    private record Seen(long at, @Nullable BigDecimal number) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withoutAWindowEveryFigureIsExact(long seed) {
        var track = new Track(List.of(), ZoneOffset.UTC, EXACT, true);
        var events = events(seed, 500, 10 * HOUR);
        @Nullable Timeline kept = null;
        for (var i = 0; i < events.size(); i++) {
            kept = track.with(kept, events.get(i).at(), events.get(i).number());
            assertThat(kept.entries()).hasSize(1);
            assertFigures(
                    track, null, kept, events.subList(0, i + 1), events.get(i).at());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whileTheWindowHoldsFewEventsEveryFigureIsExact(long seed) {
        var track = new Track(List.of(LONG), ZoneOffset.UTC, EXACT, true);
        var events = events(seed, 300, 10 * HOUR);
        @Nullable Timeline kept = null;
        for (var i = 0; i < events.size(); i++) {
            var now = events.get(i).at();
            kept = track.with(kept, now, events.get(i).number());
            var soFar = events.subList(0, i + 1);
            for (var window : List.of(LONG, SHORT)) {
                if (inWindow(soFar, now, window).size() <= EXACT) {
                    assertFigures(track, window, kept, soFar, now);
                    var next = track.next(kept, window, now);
                    assertFigures(track, window, kept, soFar, next - 1);
                    assertFigures(track, window, kept, soFar, next);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void beyondThatItReachesBackTooFarByAHundredthAtMost(long seed) {
        var track = new Track(List.of(LONG), ZoneOffset.UTC, EXACT, true);
        var events = events(seed, 2_000, HOUR / 2);
        @Nullable Timeline kept = null;
        for (var i = 0; i < events.size(); i++) {
            var now = events.get(i).at();
            kept = track.with(kept, now, events.get(i).number());
            var soFar = events.subList(0, i + 1);
            for (var window : List.of(WINDOW, WINDOW / 3, WINDOW / 50)) {
                assertThat(times(track, fixed(window), kept, now))
                        .as("within %d ms at %d", window, now)
                        .isBetween((long) inWindow(soFar, now, fixed(window)).size(), (long)
                                inWindow(soFar, now, fixed(window + window / Track.PART))
                                        .size());
            }
        }
    }

    @Test
    void keepsFarFewerThanThereWere() {
        var track = new Track(List.of(LONG), ZoneOffset.UTC, EXACT, true);
        @Nullable Timeline kept = null;
        for (var event : events(1, 10_000, HOUR / 50)) {
            kept = track.with(kept, event.at(), event.number());
        }
        assertThat(kept).isNotNull();
        assertThat(inWindow(
                        events(1, 10_000, HOUR / 50),
                        kept.entries().getLast().at().toEpochMilli(),
                        LONG))
                .hasSizeGreaterThan(9_000);
        assertThat(kept.entries()).hasSizeLessThan(1_500);
    }

    @Test
    void keepsNoMoreEventsThanAnybodyAsksFor() {
        var track = new Track(List.of(LONG), ZoneOffset.UTC, 3, false);
        @Nullable Timeline kept = null;
        for (var event : events(1, 200, HOUR)) {
            kept = track.with(kept, event.at(), null);
            assertThat(kept.entries()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(kept).isNotNull();
        assertThat(times(track, LONG, kept, kept.entries().getLast().at().toEpochMilli()))
                .isEqualTo(3);
    }

    @Test
    void saysOnceWhenItBeginsToRound() {
        var track = new Track(List.of(LONG), ZoneOffset.UTC, 2, true);
        var one = track.with(null, HOUR, null);
        var two = track.with(one, 2 * HOUR, null);
        var three = track.with(two, 3 * HOUR, null);
        var four = track.with(three, 4 * HOUR, null);
        assertThat(track.isRounded(null, one)).isFalse();
        assertThat(track.isRounded(one, two)).isFalse();
        assertThat(track.isRounded(two, three)).isTrue();
        assertThat(track.isRounded(three, four)).isFalse();
    }

    private static Span fixed(long millis) {
        return new Span.Fixed(Duration.ofMillis(millis));
    }

    /** @param apart the most time between two */
    private static List<Seen> events(long seed, int count, long apart) {
        var random = new SplittableRandom(seed);
        var events = new ArrayList<Seen>();
        var at = 0L;
        for (var i = 0; i < count; i++) {
            at += random.nextLong(apart + 1);
            events.add(new Seen(at, random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(-500, 500), 2)));
        }
        return events;
    }

    private static List<Seen> inWindow(List<Seen> events, long now, Span window) {
        return events.stream()
                .filter(event -> window.after(Instant.ofEpochMilli(event.at()), ZoneOffset.UTC)
                                        .toEpochMilli()
                                > now
                        && event.at() <= now)
                .toList();
    }

    private static long times(Track track, Span window, Timeline kept, long now) {
        return track.figure(Figure.TIMES, Optional.of(window), kept, now) instanceof Value.Amount(var times)
                ? times.longValue()
                : -1;
    }

    /** @param window null for all of history */
    private static void assertFigures(Track track, @Nullable Span window, Timeline kept, List<Seen> soFar, long now) {
        var events = window == null ? soFar : inWindow(soFar, now, window);
        var numbers = events.stream()
                .flatMap(event -> Optional.ofNullable(event.number()).stream())
                .toList();
        var total = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var expected = new EnumMap<Figure, Optional<Value>>(Figure.class);
        expected.put(Figure.TIMES, Optional.of(Value.Amount.of(events.size())));
        expected.put(Figure.TOTAL, Optional.of(new Value.Amount(total)));
        expected.put(
                Figure.AVERAGE,
                numbers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Value.Amount(total.divide(BigDecimal.valueOf(numbers.size()), Value.PRECISION))));
        expected.put(Figure.MIN, numbers.stream().min(BigDecimal::compareTo).map(Value.Amount::new));
        expected.put(Figure.MAX, numbers.stream().max(BigDecimal::compareTo).map(Value.Amount::new));
        expected.put(Figure.FIRST, events.stream().findFirst().map(event -> Value.Moment.ofMillis(event.at())));
        expected.put(
                Figure.LAST, events.reversed().stream().findFirst().map(event -> Value.Moment.ofMillis(event.at())));
        assertThat(expected.keySet()).containsExactly(Figure.values());
        expected.forEach((figure, value) -> assertThat(
                        Optional.ofNullable(track.figure(figure, Optional.ofNullable(window), kept, now)))
                .as("%s at %d", figure, now)
                .isEqualTo(value));
    }
}
