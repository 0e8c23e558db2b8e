package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The moments at which time alone changes something: each comparison of an attribute with a relative date changes at
 * most twice for one value of the attribute, at moments that follow from it.
 */
final class Deadlines {
    private final ZoneId zone;
    private final List<Moving> moving;
    private final Bits slots;

    /** An age at which a comparison may change. */
    private record Age(Span span, Check check) {}

    /**
     * What time moves of one attribute.
     *
     * @param fixed ages of a fixed length, rising
     * @param ofCalendar the others
     */
    private record Moving(int slot, List<Age> fixed, List<Age> ofCalendar) {}

    Deadlines(Iterable<Condition.Compare> comparisons, Layout layout, Checks checks, ZoneId zone) {
        this.zone = zone;
        this.slots = new Bits(layout.size());
        Map<Condition.Compare, List<Span>> spansOf = new LinkedHashMap<>();
        for (var comparison : comparisons) {
            spansOf.put(comparison, spans(comparison.operator()));
        }
        Map<Integer, List<Age>> agesBySlot = new TreeMap<>();
        spansOf.forEach((comparison, spans) -> {
            if (!spans.isEmpty() && comparison.name() instanceof Name.OfAttribute(var attribute)) {
                var slot = layout.slot(attribute);
                var check = checks.compile(comparison);
                var ages = agesBySlot.computeIfAbsent(slot, _ -> new ArrayList<>());
                spans.forEach(span -> ages.add(new Age(span, check)));
                // A range may have one moving end and one that another attribute sets.
                Dependencies.of(comparison, checks).attributes.forEach(read -> slots.set(layout.slot(read)));
            }
        });
        this.moving = agesBySlot.entrySet().stream()
                .map(entry -> moving(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Moving moving(int slot, List<Age> ages) {
        var fixed = new TreeMap<Duration, List<Age>>();
        var ofCalendar = new ArrayList<Age>();
        for (var age : ages) {
            switch (age.span()) {
                case Span.Fixed(var length) ->
                    fixed.computeIfAbsent(length, _ -> new ArrayList<>()).add(age);
                case Span.Calendar _ -> ofCalendar.add(age);
            }
        }
        return new Moving(slot, fixed.values().stream().flatMap(List::stream).toList(), List.copyOf(ofCalendar));
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
        var frame = program.look(profile, after);
        for (var each : moving) {
            if (frame.values[each.slot()] instanceof Value.Moment(var date)) {
                for (var age : each.fixed()) {
                    var reached = reached(age, date);
                    if (reached >= next) {
                        break;
                    }
                    next = next(age, reached, frame, after, next);
                }
                for (var age : each.ofCalendar()) {
                    next = next(age, reached(age, date), frame, after, next);
                }
            }
        }
        return next;
    }

    private long reached(Age age, Instant date) {
        return age.span().after(date, zone).toEpochMilli();
    }

    /** A comparison changes when its date reaches an age, or a millisecond later, or (in a range) not at all. */
    private static long next(Age age, long reached, Frame frame, long after, long next) {
        for (var moment = reached; moment <= reached + 1; moment++) {
            if (moment > after && moment < next && changes(age.check(), frame, moment)) {
                return moment;
            }
        }
        return next;
    }

    private static boolean changes(Check check, Frame frame, long moment) {
        frame.now = moment - 1;
        var before = check.holds(frame);
        frame.now = moment;
        return check.holds(frame) != before;
    }

    private static List<Span> spans(Operator operator) {
        return operator.comparands().stream()
                .<Span>mapMulti((comparand, spans) -> {
                    if (comparand instanceof Comparand.Ago(var span)) {
                        spans.accept(span);
                    }
                })
                .toList();
    }
}
