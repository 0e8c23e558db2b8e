package io.pharos.engine;

import io.pharos.model.Span;
import io.pharos.model.Value.Timeline;
import io.pharos.model.Value.Timeline.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The entries of timelines as time goes by: they grow too old, and those dated ahead come. All are in the order of time. */
final class Timelines {
    private Timelines() {}

    /** The timeline without the entries that are as old as {@code keep}; the very same if there are none. */
    static Timeline visible(Timeline timeline, Span keep, ZoneId zone, long now) {
        var young = younger(timeline.entries(), keep, zone, now);
        return young.size() == timeline.entries().size() ? timeline : new Timeline(young);
    }

    /** The entries that are not yet as old as {@code span}, those still to come included. */
    static List<Point> younger(List<Point> entries, Span span, ZoneId zone, long now) {
        return switch (span) {
            case Span.Fixed(var length) -> entries.subList(end(entries, now - length.toMillis()), entries.size());
            // Each on its own: where clocks go forward, of two dates the earlier can grow a month old later.
            case Span.Calendar _ ->
                entries.stream()
                        .filter(entry -> gone(entry.at(), span, zone) > now)
                        .toList();
        };
    }

    /** The entries that have come by now. */
    static List<Point> past(List<Point> entries, long now) {
        return entries.subList(0, end(entries, now));
    }

    /** With one more entry, after those of its moment. */
    static List<Point> with(List<Point> entries, Point entry) {
        var more = new ArrayList<>(entries);
        more.add(end(entries, entry.at().toEpochMilli()), entry);
        return more;
    }

    /** The first moment after {@code after} at which an entry grows as old as {@code span}, in milliseconds. */
    static long nextToGo(List<Point> entries, Span span, ZoneId zone, long after) {
        return switch (span) {
            case Span.Fixed(var length) -> {
                var first = end(entries, after - length.toMillis());
                yield first == entries.size()
                        ? Profile.NEVER
                        : entries.get(first).at().toEpochMilli() + length.toMillis();
            }
            case Span.Calendar _ ->
                entries.stream()
                        .mapToLong(entry -> gone(entry.at(), span, zone))
                        .filter(gone -> gone > after)
                        .min()
                        .orElse(Profile.NEVER);
        };
    }

    /** The first moment after {@code after} at which an entry comes, in milliseconds. */
    static long nextToCome(List<Point> entries, long after) {
        var end = end(entries, after);
        return end == entries.size() ? Profile.NEVER : entries.get(end).at().toEpochMilli();
    }

    /** The place after the last entry at or before {@code moment}; looked for from the end, near which it mostly is. */
    private static int end(List<Point> entries, long moment) {
        var step = 1;
        var high = entries.size();
        var low = high;
        while (low > 0 && entries.get(low - 1).at().toEpochMilli() > moment) {
            high = low - 1;
            low = Math.max(0, low - step);
            step *= 2;
        }
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (entries.get(middle).at().toEpochMilli() <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long gone(Instant at, Span span, ZoneId zone) {
        return span.after(at, zone).toEpochMilli();
    }
}
