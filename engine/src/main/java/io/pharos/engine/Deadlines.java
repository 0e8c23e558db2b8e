package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which time alone changes something: each comparison of an attribute with a relative date changes at
 * most twice for one value of the attribute, at moments that follow from it.
 */
final class Deadlines {
    private final ZoneId zone;
    private final List<Moving> moving = new ArrayList<>();
    private final Bits slots;

    /** A comparison that time moves. */
    private record Moving(int slot, List<Span> spans, Check check) {}

    Deadlines(Iterable<Condition.Compare> comparisons, Layout layout, Checks checks, ZoneId zone) {
        this.zone = zone;
        this.slots = new Bits(layout.size());
        Map<Condition.Compare, List<Span>> spansOf = new LinkedHashMap<>();
        for (var comparison : comparisons) {
            spansOf.put(comparison, spans(comparison.operator()));
        }
        spansOf.forEach((comparison, spans) -> {
            if (!spans.isEmpty() && comparison.name() instanceof Name.OfAttribute(var attribute)) {
                var slot = layout.slot(attribute);
                moving.add(new Moving(slot, spans, checks.compile(comparison)));
                // A range may have one moving end and one that another attribute sets.
                Dependencies.of(comparison, checks).attributes.forEach(read -> slots.set(layout.slot(read)));
            }
        });
    }

    /** Whether time alone can change what the comparison says. */
    static boolean isMoving(Condition.Compare comparison) {
        return comparison.name() instanceof Name.OfAttribute
                && !spans(comparison.operator()).isEmpty();
    }

    /** Whether one of the attributes that time moves was written in this step. */
    boolean isTouched(Frame frame) {
        for (var slot = frame.changed.next(0); slot >= 0; slot = frame.changed.next(slot + 1)) {
            if (slots.has(slot)) {
                return true;
            }
        }
        return false;
    }

    /** The next moment after {@code after} at which a comparison changes, in milliseconds. */
    long next(Program program, Profile profile, long after) {
        var next = Profile.NEVER;
        var frame = program.moment(profile, after);
        for (var comparison : moving) {
            if (frame.values[comparison.slot()] instanceof Value.Moment(var date)) {
                for (var span : comparison.spans()) {
                    next = next(comparison, span.after(date, zone).toEpochMilli(), frame, after, next);
                }
            }
        }
        return next;
    }

    /** A comparison changes when a date reaches its age, or a millisecond later, or (in a range) not at all. */
    private static long next(Moving comparison, long reached, Frame frame, long after, long next) {
        for (var moment = reached; moment <= reached + 1; moment++) {
            if (moment > after && moment < next && changes(comparison, frame, moment)) {
                return moment;
            }
        }
        return next;
    }

    private static boolean changes(Moving comparison, Frame frame, long moment) {
        frame.now = moment - 1;
        var before = comparison.check().holds(frame);
        frame.now = moment;
        return comparison.check().holds(frame) != before;
    }

    private static List<Span> spans(Operator operator) {
        var spans = new ArrayList<Span>();
        switch (operator) {
            case Operator.Within(var span) -> spans.add(span);
            case Operator.Is(var other, var _) -> add(spans, other);
            case Operator.IsNot(var other, var _) -> add(spans, other);
            case Operator.Ordered(var _, var other) -> add(spans, other);
            case Operator.Between(var least, var greatest) -> {
                add(spans, least);
                add(spans, greatest);
            }
            case Operator.In _,
                    Operator.Contains _,
                    Operator.StartsWith _,
                    Operator.EndsWith _,
                    Operator.Matches _,
                    Operator.Exists _,
                    Operator.OnDay _,
                    Operator.Has _,
                    Operator.Count _,
                    Operator.Key _ -> {}
        }
        return spans;
    }

    private static void add(List<Span> spans, @Nullable Comparand comparand) {
        if (comparand instanceof Comparand.Ago(var span)) {
            spans.add(span);
        }
    }
}
