package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import io.pharos.model.Value.Timeline;
import io.pharos.model.Value.Timeline.Point;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Expressions over the entries of timelines. */
final class TimelineExpressions {
    private TimelineExpressions() {}

    /** @param type of the attribute: a tally is made of tallies, a number of numbers, or of all amounts of tallies */
    static Read rolling(
            Expression.Rolling rolling, Attribute.Type type, Reads reads, ZoneId zone, Arguments arguments) {
        var window = window(rolling, reads, zone);
        var summary = rolling.summary();
        var field = rolling.field().orElse("");
        if (summary == Summary.COUNT) {
            return frame -> Value.Amount.of(window.entries(frame).size());
        }
        if (type == Attribute.Type.TALLY) {
            return frame -> tally(window.entries(frame), field, summary);
        }
        return frame -> {
            var result = number(window.entries(frame), field, summary);
            return result == null ? null : arguments.result(result, frame);
        };
    }

    /** The entries that count at a moment; none, too, if the timeline is missing. */
    private interface Window {
        List<Point> entries(Frame frame);
    }

    private static Window window(Expression.Rolling rolling, Reads reads, ZoneId zone) {
        var timeline = reads.attribute(rolling.timeline());
        if (rolling.within().isEmpty()) {
            return frame -> timeline.value(frame) instanceof Timeline(var entries) ? entries : List.of();
        }
        var within = rolling.within().get();
        return frame -> timeline.value(frame) instanceof Timeline(var entries)
                ? Timelines.past(Timelines.younger(entries, within, zone, frame.now), frame.now)
                : List.of();
    }

    private static @Nullable BigDecimal number(List<Point> entries, String field, Summary summary) {
        var summation = new Summation(summary);
        for (var entry : entries) {
            var captured = entry.captured().get(field);
            if (captured instanceof Tally tally) {
                if (summary == Summary.MAX || summary == Summary.MIN) {
                    tally.entries().forEach(each -> summation.add(each.amount()));
                }
            } else {
                var number = captured == null ? null : Coercion.number(captured);
                if (number != null) {
                    summation.add(number);
                }
            }
        }
        return summation.result();
    }

    /** Key by key, over the entries that have the key; a result that does not fit is left out. */
    private static @Nullable Value tally(List<Point> entries, String field, Summary summary) {
        var summations = new TreeMap<String, Summation>(Value.BY_CODE_POINT);
        var found = false;
        for (var entry : entries) {
            if (entry.captured().get(field) instanceof Tally tally) {
                found = true;
                for (var each : tally.entries()) {
                    summations
                            .computeIfAbsent(each.key(), _ -> new Summation(summary))
                            .add(each.amount());
                }
            }
        }
        if (!found && summary != Summary.SUM) {
            return null;
        }
        var results = new ArrayList<Tally.Entry>(summations.size());
        summations.forEach((key, summation) -> {
            var result = summation.result();
            var rounded = result == null ? null : Value.Amount.rounded(result);
            if (rounded != null && Value.Amount.fits(rounded)) {
                results.add(new Tally.Entry(key, rounded, 0));
            }
        });
        return new Tally(results, 0);
    }

    static Read longestGap(Expression.LongestGap gap, Reads reads, ZoneId zone) {
        var timeline = reads.attribute(gap.timeline());
        var lengths = new Lengths(gap.unit(), gap.whole(), zone);
        return frame -> timeline.value(frame) instanceof Timeline(var entries) ? longestGap(entries, lengths) : null;
    }

    private static @Nullable Value longestGap(List<Point> entries, Lengths lengths) {
        if (entries.size() < 2) {
            return null;
        }
        var longest = -1L;
        var start = 0L;
        for (var i = 1; i < entries.size(); i++) {
            var from = entries.get(i - 1).at().toEpochMilli();
            var gap = entries.get(i).at().toEpochMilli() - from;
            if (gap > longest) {
                longest = gap;
                start = from;
            }
        }
        return new Value.Amount(lengths.between(start, start + longest));
    }
}
