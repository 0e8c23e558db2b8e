package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which time alone changes something: each comparison of an attribute with a relative date changes at
 * most twice for one value of the attribute, at moments that follow from it.
 */
final class Deadlines {
    private final ZoneId zone;
    private final Map<Integer, List<Moving>> movingBySlot = new TreeMap<>();
    private final Bits slots;

    /** A comparison that time moves. */
    private record Moving(List<Span> spans, Check check) {}

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
                movingBySlot
                        .computeIfAbsent(slot, _ -> new ArrayList<>())
                        .add(new Moving(spans, checks.compile(comparison)));
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
        for (var entry : movingBySlot.entrySet()) {
            if (frame.values[entry.getKey()] instanceof Value.Moment(var date)) {
                for (var comparison : entry.getValue()) {
                    next = next(comparison, date, frame, after, next);
                }
            }
        }
        return next;
    }

    /** A comparison changes when its date reaches an age, or a millisecond later, or (in a range) not at all. */
    private long next(Moving comparison, Instant date, Frame frame, long after, long next) {
        for (var span : comparison.spans()) {
            var reached = span.after(date, zone).toEpochMilli();
            for (var moment = reached; moment <= reached + 1; moment++) {
                if (moment > after && moment < next && changes(comparison, frame, moment)) {
                    next = moment;
                }
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
