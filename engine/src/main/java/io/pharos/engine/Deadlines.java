package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Name;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The moments at which time alone changes what a condition says. */
final class Deadlines {
    /** So many moments of one condition are looked at for a change; if there is none, the last one is to be looked at again. */
    private static final int FARTHEST = 16;

    /** Before anything that anybody compares with; far enough from the ends to count with. */
    private static final long LONG_AGO = Long.MIN_VALUE / 4;

    private final List<Aged> aged;
    private final List<Alike> others;
    /** The slot of each of {@link #others} that comes from one only; -1 for the rest. */
    private final int[] only;

    private final Bits slots;
    private final Map<Condition, Set<Integer>> moving = new LinkedHashMap<>();
    /** Whether something moves that does not come from slots alone. */
    private final boolean anyFree;
    /** Whether something moves that is there during visits only. */
    private final boolean anyOfVisit;

    /** An age, in milliseconds, at which a comparison of a date may change; of a date still to come it is negative. */
    private record Age(long length, Check check) {}

    /** The ages of one date, rising. Most of what time moves is of this kind, so it is looked through at once. */
    private record Aged(int slot, List<Age> ages) {}

    private record Moving(Moments moments, Check check) {}

    /**
     * What comes from the same.
     *
     * @param inputs the slots; none, if it does not come from slots alone
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Alike(int[] inputs, List<Moving> all) {
        /** Whether there is something that could move. */
        boolean isAlive(Frame frame) {
            for (var slot : inputs) {
                if (frame.has(slot)) {
                    return true;
                }
            }
            return inputs.length == 0;
        }
    }

    /** @param conditions comparisons and behaviours, as badges and segments ask for them */
    Deadlines(Collection<Condition> conditions, Layout layout, Checks checks, Inputs inputs, ZoneId zone) {
        this.slots = new Bits(layout.size());
        var changes = new Changes(layout, checks, inputs, zone);
        var nobody = Frame.ofNobody(layout);
        nobody.inVisit = true;
        Map<Integer, List<Age>> agesBySlot = new TreeMap<>();
        Map<Set<Integer>, List<Moving>> alike = new LinkedHashMap<>();
        for (var condition : new LinkedHashSet<>(conditions)) {
            var moments = moments(condition, changes);
            if (moments.equals(Moments.NONE)) {
                continue;
            }
            var read = inputs.of(condition);
            read.forEach(slots::set);
            var isFree = inputs.isOfIdentifier(condition) || moments.next(nobody, LONG_AGO) != Profile.NEVER;
            moving.put(condition, isFree ? Set.of() : read);
            var check = checks.compile(condition);
            if (isAged(condition, layout) && condition instanceof Compare(Name.OfAttribute(var date), var operator)) {
                var ages = agesBySlot.computeIfAbsent(layout.slot(date), _ -> new ArrayList<>());
                operator.comparands().forEach(limit -> age(limit, check, ages));
            } else {
                alike.computeIfAbsent(inputs(condition), _ -> new ArrayList<>()).add(new Moving(moments, check));
            }
        }
        this.others = alike.entrySet().stream()
                .map(entry -> new Alike(Bits.numbers(entry.getKey()), List.copyOf(entry.getValue())))
                .toList();
        this.only = others.stream()
                .mapToInt(each -> each.inputs().length == 1 ? each.inputs()[0] : -1)
                .toArray();
        this.anyFree = moving.values().stream().anyMatch(Set::isEmpty);
        this.anyOfVisit = moving.keySet().stream().anyMatch(inputs::isDerivedOfVisit);
        this.aged = agesBySlot.entrySet().stream()
                .map(entry -> new Aged(
                        entry.getKey(),
                        entry.getValue().stream()
                                .sorted(Comparator.comparingLong(Age::length))
                                .toList()))
                .toList();
    }

    /** The slots that a moving condition comes from; none, if it moves even while they are all empty. */
    Set<Integer> inputs(Condition condition) {
        return moving.getOrDefault(condition, Set.of());
    }

    private static Moments moments(Condition condition, Changes changes) {
        return switch (condition) {
            case Compare comparison -> changes.of(comparison);
            case Condition.Did did ->
                did.measures().stream().map(measure -> changes.of(did, measure)).reduce(Moments.NONE, Moments::and);
            case Condition.Sequence sequence -> changes.of(sequence);
            case Condition.All _,
                    Condition.Any _,
                    Condition.Not _,
                    Condition.EventNamed _,
                    Condition.FromImport _,
                    Condition.RuleHolds _,
                    Condition.Wears _,
                    Condition.InSegment _ -> Moments.NONE;
        };
    }

    /** Whether the comparison is one of a stored date, with constants and moments a fixed length from now. */
    private static boolean isAged(Condition condition, Layout layout) {
        return condition instanceof Compare(Name.OfAttribute(var attribute), var operator)
                && layout.expression(attribute).isEmpty()
                && layout.attribute(attribute).type() == Attribute.Type.DATE
                && operator.comparands().stream().allMatch(limit -> switch (limit) {
                    case Comparand.Constant _ -> true;
                    case Comparand.Ago(var span) -> span instanceof Span.Fixed;
                    case Comparand.FromNow(var span) -> span instanceof Span.Fixed;
                    case Comparand.OtherAttribute _ -> false;
                });
    }

    private static void age(Comparand limit, Check check, List<Age> ages) {
        switch (limit) {
            case Comparand.Ago(Span.Fixed(var length)) -> ages.add(new Age(length.toMillis(), check));
            case Comparand.FromNow(Span.Fixed(var length)) -> ages.add(new Age(-length.toMillis(), check));
            case Comparand.Ago _, Comparand.FromNow _, Comparand.Constant _, Comparand.OtherAttribute _ -> {}
        }
    }

    /** Whether time alone can change what the condition says. */
    boolean isMoving(Condition condition) {
        return moving.containsKey(condition);
    }

    /** Whether something that time moves has come, gone or changed in this step. */
    boolean isTouched(Frame frame) {
        if (anyFree && (frame.before.isStranger() || frame.identifiers.size() != frame.before.identifiers.size())) {
            return true;
        }
        if (anyOfVisit && !frame.isVisitSeen()) {
            return true;
        }
        for (var slot = frame.changed.next(0); slot >= 0; slot = frame.changed.next(slot + 1)) {
            if (slots.has(slot)) {
                return true;
            }
        }
        return false;
    }

    /** The next moment after {@code after} at which a condition changes. */
    Flip next(Program program, Profile profile, long after) {
        var frame = program.look(profile, after);
        var next = Flip.NEVER;
        for (var each : aged) {
            if (frame.values[each.slot()] instanceof Value.Moment(var date)) {
                next = next(each, date.toEpochMilli(), frame, after, next);
            }
        }
        // Most are of what the visitor never did: those are passed over without a look at them.
        for (var i = 0; i < only.length; i++) {
            if (only[i] < 0 ? others.get(i).isAlive(frame) : frame.has(only[i])) {
                for (var moving : others.get(i).all()) {
                    next = next(moving, frame, after, next);
                }
            }
        }
        return next;
    }

    /** A comparison changes when its date reaches an age, or a millisecond later, or (in a range) not at all. */
    private static Flip next(Aged aged, long date, Frame frame, long after, Flip next) {
        for (var age : aged.ages()) {
            var reached = date + age.length();
            if (reached >= next.moment()) {
                return next;
            }
            for (var moment = reached; moment <= reached + 1; moment++) {
                if (moment > after && moment < next.moment() && changes(age.check(), frame, moment)) {
                    next = new Flip(moment, true);
                }
            }
        }
        return next;
    }

    private static Flip next(Moving moving, Frame frame, long after, Flip next) {
        frame.now = after;
        var moment = moving.moments().next(frame, after);
        if (moment >= next.moment()) {
            return next;
        }
        frame.now = after;
        var before = moving.check().holds(frame);
        for (var i = 1; moment < next.moment(); i++) {
            frame.now = moment;
            var changes = moving.check().holds(frame) != before;
            if (changes || i == FARTHEST) {
                return new Flip(moment, changes);
            }
            moment = moving.moments().next(frame, moment);
        }
        return next;
    }

    private static boolean changes(Check check, Frame frame, long moment) {
        frame.now = moment - 1;
        var before = check.holds(frame);
        frame.now = moment;
        return check.holds(frame) != before;
    }
}
