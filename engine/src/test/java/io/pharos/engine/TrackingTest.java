package io.pharos.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Condition.Figure;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a track says, beside the whole list of events, and beside a list that is kept as it is but in the plainest way. */
final class TrackingTest {
    private static final int EXACT = 20;
    private static final long HOUR = 3_600_000;
    private static final long WINDOW = 100 * HOUR;
    private static final Window LONG = fixed(WINDOW);
    private static final Window SHORT = fixed(WINDOW / 3);

    private record Seen(long at, @Nullable BigDecimal number) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withoutAWindowEveryFigureIsExact(long seed) {
        var tracking = new Tracking(List.of(), EXACT, true);
        var events = events(seed, 500, 10 * HOUR);
        @Nullable Track kept = null;
        for (var i = 0; i < events.size(); i++) {
            kept = tracking.with(kept, events.get(i).at(), events.get(i).number());
            assertThat(entries(kept)).hasSize(1);
            assertFigures(
                    tracking,
                    null,
                    kept,
                    events.subList(0, i + 1),
                    events.get(i).at());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whileTheWindowHoldsFewEventsEveryFigureIsExact(long seed) {
        var tracking = new Tracking(List.of(LONG), EXACT, true);
        var events = events(seed, 300, 10 * HOUR);
        @Nullable Track kept = null;
        for (var i = 0; i < events.size(); i++) {
            var now = events.get(i).at();
            kept = tracking.with(kept, now, events.get(i).number());
            var soFar = events.subList(0, i + 1);
            for (var window : List.of(LONG, SHORT)) {
                if (inWindow(soFar, now, window).size() <= EXACT) {
                    assertFigures(tracking, window, kept, soFar, now);
                    var next = tracking.next(kept, window, now);
                    assertFigures(tracking, window, kept, soFar, next - 1);
                    assertFigures(tracking, window, kept, soFar, next);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void beyondThatItReachesBackTooFarByAHundredthAtMost(long seed) {
        var tracking = new Tracking(List.of(LONG), EXACT, true);
        var events = events(seed, 2_000, HOUR / 2);
        @Nullable Track kept = null;
        for (var i = 0; i < events.size(); i++) {
            var now = events.get(i).at();
            kept = tracking.with(kept, now, events.get(i).number());
            var soFar = events.subList(0, i + 1);
            for (var window : List.of(WINDOW, WINDOW / 3, WINDOW / 50)) {
                assertThat(times(tracking, fixed(window), kept, now))
                        .as("within %d ms at %d", window, now)
                        .isBetween((long) inWindow(soFar, now, fixed(window)).size(), (long)
                                inWindow(soFar, now, fixed(window + window / Tracking.PART))
                                        .size());
            }
        }
    }

    @Test
    void keepsFarFewerThanThereWere() {
        var tracking = new Tracking(List.of(LONG), EXACT, true);
        @Nullable Track kept = null;
        for (var event : events(1, 10_000, HOUR / 50)) {
            kept = tracking.with(kept, event.at(), event.number());
        }
        assertThat(kept).isNotNull();
        assertThat(inWindow(
                        events(1, 10_000, HOUR / 50), entries(kept).getLast().last(), LONG))
                .hasSizeGreaterThan(9_000);
        assertThat(entries(kept)).hasSizeLessThan(1_500);
    }

    @Test
    void keepsNoMoreEventsThanAnybodyAsksFor() {
        var tracking = new Tracking(List.of(LONG), 3, false);
        @Nullable Track kept = null;
        for (var event : events(1, 200, HOUR)) {
            kept = tracking.with(kept, event.at(), null);
            assertThat(entries(kept)).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(kept).isNotNull();
        assertThat(times(tracking, LONG, kept, entries(kept).getLast().last())).isEqualTo(3);
    }

    @Test
    void saysOnceWhenItBeginsToRound() {
        var tracking = new Tracking(List.of(LONG), 2, true);
        var one = tracking.with(null, HOUR, null);
        var two = tracking.with(one, 2 * HOUR, null);
        var three = tracking.with(two, 3 * HOUR, null);
        var four = tracking.with(three, 4 * HOUR, null);
        assertThat(tracking.isRounded(null, one)).isFalse();
        assertThat(tracking.isRounded(one, two)).isFalse();
        assertThat(tracking.isRounded(two, three)).isTrue();
        assertThat(tracking.isRounded(three, four)).isFalse();
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 40), new Random().longs(4, 1_000_000, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsWhatAPlainListKeeps(long seed) {
        var random = new Random(seed);
        var zone = ZoneId.of(List.of("UTC", "Europe/Berlin", "Pacific/Apia", "America/St_Johns")
                .get(random.nextInt(4)));
        var spans = spans(random);
        var together = spans.isEmpty() || random.nextInt(4) > 0;
        var naive = new NaiveTracking(spans, zone, 1 + random.nextInt(100), together);
        var windows = spans.stream().map(span -> new Window(span, zone)).toList();
        var tracking = new Tracking(windows, naive.exact(), naive.together());
        List<NaiveTracking.Entry> expected = List.of();
        @Nullable Track kept = null;
        // On the hour, things happen at the very moment at which others are due.
        var grain = random.nextBoolean() ? 1 : HOUR;
        var now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() + random.nextLong(300 * 24 * HOUR);
        for (var i = 0; i < 250; i++) {
            now += random.nextInt(40) == 0 ? random.nextLong(20 * 24 * HOUR) : random.nextLong(3 * HOUR);
            now -= now % grain;
            var number = number(random);
            var before = kept;
            kept = tracking.with(before, now, number);
            var wasOlder = expected.stream().anyMatch(NaiveTracking.Entry::older);
            expected = naive.with(expected, now, number);

            assertThat(entries(kept)).isEqualTo(sums(expected));
            assertThat(older(kept))
                    .isEqualTo(
                            expected.stream().filter(NaiveTracking.Entry::older).count());
            assertThat(tracking.isRounded(before, kept)).isEqualTo(!spans.isEmpty() && !wasOlder && older(kept) > 0);
            kept = throughBytes(kept);
            assertThat(entries(kept)).isEqualTo(sums(expected));
            if (i % 10 == 0) {
                assertFigures(tracking, naive, kept, expected, now);
            }
        }
    }

    /** Windows of any kind; none for all of history. */
    private static List<Span> spans(Random random) {
        Span fixed = new Span.Fixed(Duration.ofHours(1 + random.nextInt(90 * 24)));
        Span month = new Span.Calendar(Period.ofMonths(1 + random.nextInt(2)));
        return switch (random.nextInt(6)) {
            case 0 -> List.of();
            case 1, 2 -> List.of(month);
            case 3 -> List.of(fixed, month);
            default -> List.of(fixed);
        };
    }

    /** Now and then one with many digits, or such that a sum has many. */
    private static @Nullable BigDecimal number(Random random) {
        return switch (random.nextInt(30)) {
            case 0, 1, 2, 3, 4, 5 -> null;
            case 6 -> new BigDecimal("9999999999999999999999999999999999");
            case 7 -> new BigDecimal("0.1234567890123456789012345678901234");
            case 8 -> new BigDecimal(random.nextBoolean() ? "-7e-300" : "3e-305");
            case 9 -> new BigDecimal(random.nextBoolean() ? "9e308" : "-9e308");
            default -> new Value.Amount(BigDecimal.valueOf(random.nextInt(-500, 50_000), random.nextInt(4))).amount();
        };
    }

    private static void assertFigures(
            Tracking tracking, NaiveTracking naive, Track kept, List<NaiveTracking.Entry> expected, long now) {
        for (var figure : Figure.values()) {
            assertThat(tracking.figure(figure, Optional.empty(), kept, now))
                    .as("%s of all", figure)
                    .isEqualTo(naive.figure(figure, Optional.empty(), expected, now)
                            .orElse(null));
        }
        for (var window : tracking.windows()) {
            var moment = now - 1;
            for (var i = 0; i < 4; i++) {
                var next = tracking.next(kept, window, moment);
                assertThat(next).as("after %d", moment).isEqualTo(naive.next(expected, window.span(), moment));
                for (var at : LongStream.of(moment, next - 1, next)
                        .filter(any -> any < Profile.NEVER - 1)
                        .toArray()) {
                    for (var figure : Figure.values()) {
                        assertThat(tracking.figure(figure, Optional.of(window), kept, at))
                                .as("%s within %s at %d", figure, window, at)
                                .isEqualTo(naive.figure(figure, Optional.of(window.span()), expected, at)
                                        .orElse(null));
                    }
                }
                moment = next == Profile.NEVER ? now : next + i * HOUR;
            }
        }
    }

    /** Read, with every entry, and written from what was read: the very same bytes. */
    private static Track throughBytes(Track track) {
        var read = Track.ofBytes(track.bytes());
        assertThat(bytes(Track.of(read.chunks()).bytes())).isEqualTo(bytes(track.bytes()));
        for (var chunk : read.chunks()) {
            var written =
                    chunk.isOlder() ? Chunk.ofOlder(chunk.entries(), chunk.due()) : Chunk.ofLatest(chunk.entries());
            assertThat(bytes(written.bytes())).isEqualTo(bytes(chunk.bytes()));
            assertThat(written.sum()).isEqualTo(chunk.sum());
            assertThat(chunk.size()).isBetween(1, Chunk.MOST);
        }
        return Track.ofBytes(track.bytes());
    }

    private static byte[] bytes(Slice slice) {
        return Arrays.copyOfRange(slice.bytes(), slice.from(), slice.to());
    }

    private static List<Sum> entries(Track track) {
        return track.chunks().stream()
                .flatMap(chunk -> chunk.entries().stream())
                .toList();
    }

    private static long older(Track track) {
        return track.chunks().stream()
                .filter(Chunk::isOlder)
                .mapToInt(Chunk::size)
                .sum();
    }

    private static List<Sum> sums(List<NaiveTracking.Entry> entries) {
        return entries.stream()
                .map(entry -> new Sum(
                        entry.first(),
                        entry.last(),
                        entry.events(),
                        entry.numbers(),
                        entry.total(),
                        entry.min().orElse(null),
                        entry.max().orElse(null)))
                .toList();
    }

    @Test
    void aTotalIsRoundedWhenItIsReadAndNotOnTheWay() {
        var most = new BigDecimal("9".repeat(34));
        var tracking = new Tracking(List.of(), 0, true);
        @Nullable Track kept = null;
        for (var number : List.of(most, new BigDecimal("1.47"), BigDecimal.ONE, BigDecimal.valueOf(-1))) {
            kept = tracking.with(kept == null ? null : Track.ofBytes(kept.bytes()), 1, number);
        }
        assertThat(tracking.figure(Figure.TOTAL, Optional.empty(), kept, 1))
                .isEqualTo(new Value.Amount(new BigDecimal("1E34")));

        kept = tracking.with(kept, 1, most.negate());
        assertThat(tracking.figure(Figure.TOTAL, Optional.empty(), kept, 1))
                .isEqualTo(new Value.Amount(new BigDecimal("1.47")));
    }

    @Test
    void anEventChangesTheEndsAlone() {
        var tracking = new Tracking(List.of(LONG), 1_000, true);
        @Nullable Track kept = null;
        for (var i = 0; i < 3_000; i++) {
            kept = tracking.with(kept, i * HOUR / 20, BigDecimal.valueOf(i % 500, 2));
            if (i > 1_500) {
                var before = kept.chunks();
                kept = tracking.with(Track.ofBytes(kept.bytes()), i * HOUR / 20, null);
                var changed = kept.chunks().stream()
                        .filter(chunk -> before.stream()
                                .noneMatch(known -> Arrays.equals(bytes(known.bytes()), bytes(chunk.bytes()))))
                        .toList();
                // The last, the first of those kept one by one, and of the older ones few where some are joined.
                assertThat(changed).hasSizeLessThanOrEqualTo(8);
                assertThat(kept.chunks()).hasSizeGreaterThan(30);
            }
        }
    }

    @Test
    void aThousandEventsTakeAboutEightThousandBytes() {
        var tracking = new Tracking(List.of(fixed(Long.MAX_VALUE / 1_000)), 1_000, true);
        @Nullable Track kept = null;
        for (var event : events(1, 1_000, 24 * HOUR)) {
            kept = tracking.with(kept, event.at(), event.number());
        }
        assertThat(kept).isNotNull();
        // 4 for the time, 4 for the number, or 1 if there is none; 30 for each chunk.
        assertThat(kept.bytes().length()).isBetween(7_000, 9_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedBytesAreRefusedOrReadButNeverWorse(long seed) {
        var random = new Random(seed);
        var tracking = new Tracking(List.of(LONG), EXACT, true);
        @Nullable Track kept = null;
        for (var event : events(seed, 100, HOUR)) {
            kept = tracking.with(kept, event.at(), event.number());
        }
        assertThat(kept).isNotNull();
        for (var i = 0; i < 100; i++) {
            var damaged = Arrays.copyOf(bytes(kept.bytes()), kept.bytes().length() - random.nextInt(2));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            try {
                entries(Track.ofBytes(Slice.of(damaged)));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("damaged");
            }
        }
    }

    private static Window fixed(long millis) {
        return new Window(new Span.Fixed(Duration.ofMillis(millis)), ZoneOffset.UTC);
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

    private static List<Seen> inWindow(List<Seen> events, long now, Window window) {
        return events.stream()
                .filter(event -> window.end(event.at()) > now && event.at() <= now)
                .toList();
    }

    private static long times(Tracking tracking, Window window, Track kept, long now) {
        return tracking.figure(Figure.TIMES, Optional.of(window), kept, now) instanceof Value.Amount(var times)
                ? times.longValue()
                : -1;
    }

    /** @param window null for all of history */
    private static void assertFigures(
            Tracking tracking, @Nullable Window window, Track kept, List<Seen> soFar, long now) {
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
                        Optional.ofNullable(tracking.figure(figure, Optional.ofNullable(window), kept, now)))
                .as("%s at %d", figure, now)
                .isEqualTo(value));
    }
}
