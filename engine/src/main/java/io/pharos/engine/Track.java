package io.pharos.engine;

import io.pharos.model.Condition.Figure;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Value.Timeline;
import io.pharos.model.Value.Timeline.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one kind, as far back as conditions ask for them. The latest are kept one by one; those before them
 * together, the more of them the longer they are ago: from the first of them to the last it is at most a {@link #PART}th
 * of the time gone by since the last. They count until the last is out of the window, so a figure may reach back too far
 * by at most such a part of the window, however long that is. Without windows they are all together.
 *
 * @param windows how far back conditions ask, those that reach less far left out where that is plain; none, if they ask for
 *     all of history
 * @param exact how many are kept one by one
 * @param together whether older ones are kept together; if not, nobody asks for them
 */
record Track(List<Span> windows, ZoneId zone, int exact, boolean together) {
    static final int PART = 100;
    private static final String NUMBER = "number";
    private static final String FIRST = "first";
    private static final String EVENTS = "events";
    private static final String NUMBERS = "numbers";
    private static final String TOTAL = "total";
    private static final String MIN = "min";
    private static final String MAX = "max";

    /** @param number what the event carries of what is measured; null if nothing */
    Timeline with(@Nullable Timeline before, long now, @Nullable BigDecimal number) {
        var kept = before == null ? List.<Point>of() : inAnyWindow(before.entries(), now);
        var more = new ArrayList<Point>(kept.size() + 1);
        more.addAll(kept);
        more.add(new Point(
                Instant.ofEpochMilli(now), number == null ? Map.of() : Map.of(NUMBER, new Value.Amount(number))));
        var single = windows.isEmpty() ? 0 : exact;
        var first = firstSingle(more);
        if (more.size() - first > single) {
            if (together) {
                join(more, first, now);
            } else {
                more.remove(first);
            }
        }
        return new Timeline(more);
    }

    /** Puts the first event that stands alone to those before it, and those together that are now long enough ago. */
    private void join(List<Point> points, int first, long now) {
        points.set(first, Sum.of(points.get(first)).point());
        var joined = new ArrayList<Point>();
        for (var point : points.subList(0, first + 1)) {
            if (!joined.isEmpty() && belongTogether(joined.getLast(), point, now)) {
                joined.set(
                        joined.size() - 1, Sum.of(joined.getLast()).plus(point).point());
            } else {
                joined.add(point);
            }
        }
        if (joined.size() <= first) {
            points.subList(0, first + 1).clear();
            points.addAll(0, joined);
        }
    }

    private boolean belongTogether(Point earlier, Point later, long now) {
        var last = later.at().toEpochMilli();
        return windows.isEmpty() || (last - firstOf(earlier).toEpochMilli()) * PART <= now - last;
    }

    private static int firstSingle(List<Point> points) {
        var first = 0;
        while (first < points.size() && points.get(first).captured().containsKey(EVENTS)) {
            first++;
        }
        return first;
    }

    /** Whether a step is the first from which on events are kept together, so that figures may be inexact. */
    boolean isRounded(@Nullable Timeline before, Timeline after) {
        return !windows.isEmpty()
                && (before == null || firstSingle(before.entries()) == 0)
                && firstSingle(after.entries()) > 0;
    }

    private List<Point> inAnyWindow(List<Point> points, long now) {
        return switch (windows.size()) {
            case 0 -> points;
            case 1 -> Timelines.younger(points, windows.getFirst(), zone, now);
            default ->
                points.stream()
                        .filter(point -> windows.stream()
                                .anyMatch(
                                        window -> window.after(point.at(), zone).toEpochMilli() > now))
                        .toList();
        };
    }

    /** The first moment after {@code after} at which a window loses something, in milliseconds. */
    long next(Timeline track, Span window, long after) {
        return Timelines.nextToGo(track.entries(), window, zone, after);
    }

    /** @param window one of the windows; none for all of history */
    @Nullable
    Value figure(Figure figure, Optional<Span> window, @Nullable Timeline track, long now) {
        var all = track == null ? List.<Point>of() : track.entries();
        var points = window.isEmpty() ? all : Timelines.younger(all, window.get(), zone, now);
        return switch (figure) {
            case TIMES -> Value.Amount.of(count(points));
            case FIRST -> points.isEmpty() ? null : new Value.Moment(firstOf(points.getFirst()));
            case LAST ->
                points.isEmpty() ? null : new Value.Moment(points.getLast().at());
            case TOTAL, AVERAGE, MIN, MAX -> Sum.of(points).figure(figure);
        };
    }

    private static long count(List<Point> points) {
        var count = 0L;
        for (var point : points) {
            count += point.captured().get(EVENTS) instanceof Value.Amount(var events) ? events.longValue() : 1;
        }
        return count;
    }

    private static Instant firstOf(Point point) {
        return point.captured().get(FIRST) instanceof Value.Moment(var first) ? first : point.at();
    }

    /** Several events together. Not thread-safe. */
    private static final class Sum {
        private @Nullable Instant first;
        private Instant last = Instant.EPOCH;
        private long events;
        private long numbers;
        /** Null once it was too great to be kept. */
        private @Nullable BigDecimal total = BigDecimal.ZERO;

        private @Nullable BigDecimal min;
        private @Nullable BigDecimal max;

        static Sum of(Point point) {
            return new Sum().plus(point);
        }

        static Sum of(List<Point> points) {
            var sum = new Sum();
            points.forEach(sum::plus);
            return sum;
        }

        private Sum plus(Point point) {
            if (first == null) {
                first = firstOf(point);
            }
            last = point.at();
            var captured = point.captured();
            if (captured.get(NUMBER) instanceof Value.Amount(var number)) {
                events++;
                add(1, number, number, number);
            } else if (captured.get(EVENTS) instanceof Value.Amount(var several)) {
                events += several.longValue();
                if (captured.get(NUMBERS) instanceof Value.Amount(var count)
                        && captured.get(MIN) instanceof Value.Amount(var least)
                        && captured.get(MAX) instanceof Value.Amount(var greatest)) {
                    var sum = captured.get(TOTAL) instanceof Value.Amount(var kept) ? kept : null;
                    add(count.longValue(), sum, least, greatest);
                }
            } else {
                events++;
            }
            return this;
        }

        private void add(long count, @Nullable BigDecimal sum, BigDecimal least, BigDecimal greatest) {
            numbers += count;
            total = total == null || sum == null ? null : total.add(sum);
            min = min == null || least.compareTo(min) < 0 ? least : min;
            max = max == null || greatest.compareTo(max) > 0 ? greatest : max;
        }

        Point point() {
            var captured = new LinkedHashMap<String, Value>();
            if (first != null) {
                captured.put(FIRST, new Value.Moment(first));
            }
            captured.put(EVENTS, Value.Amount.of(events));
            if (min != null && max != null) {
                captured.put(NUMBERS, Value.Amount.of(numbers));
                var kept = amount(total);
                if (kept != null) {
                    captured.put(TOTAL, kept);
                }
                captured.put(MIN, new Value.Amount(min));
                captured.put(MAX, new Value.Amount(max));
            }
            return new Point(last, captured);
        }

        @Nullable
        Value figure(Figure figure) {
            return switch (figure) {
                case TOTAL -> amount(total);
                case AVERAGE ->
                    numbers == 0 || total == null
                            ? null
                            : amount(total.divide(BigDecimal.valueOf(numbers), Value.PRECISION));
                case MIN -> amount(min);
                case MAX -> amount(max);
                case TIMES, FIRST, LAST -> throw new IllegalArgumentException("no sum: " + figure);
            };
        }

        private static @Nullable Value amount(@Nullable BigDecimal amount) {
            var rounded = amount == null ? null : Value.Amount.rounded(amount);
            return rounded != null && Value.Amount.fits(rounded) ? new Value.Amount(rounded) : null;
        }
    }
}
