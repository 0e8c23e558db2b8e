package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who has to be looked at when attributes change, while it is gathered. Not thread-safe. */
final class ReviewReaders {
    private final Layout layout;
    private final Checks checks;
    private final Inputs inputs;
    private final Deadlines deadlines;
    private final ReadersDraft[] ofSlot;
    private final TreeMap<Integer, ReadersDraft> ofDerived = new TreeMap<>();
    private final Map<Set<Integer>, Set<Integer>> ofTime = new LinkedHashMap<>();

    ReviewReaders(Layout layout, Checks checks, Inputs inputs, Deadlines deadlines) {
        this.layout = layout;
        this.checks = checks;
        this.inputs = inputs;
        this.deadlines = deadlines;
        this.ofSlot = new ReadersDraft[layout.size()];
        for (var slot = 0; slot < ofSlot.length; slot++) {
            ofSlot[slot] = new ReadersDraft(checks, layout.attribute(slot).type());
        }
    }

    /** @param place of a badge or a segment that reads all that */
    void add(int place, Dependencies reads) {
        for (var comparison : reads.comparisons) {
            add(place, comparison);
        }
        for (var behaviour : reads.behaviours) {
            Dependencies.of(behaviour, checks).attributes.forEach(read -> of(read).addAnyChange(place));
        }
        reads.conditions().filter(deadlines::isMoving).forEach(condition -> addMoved(place, condition));
    }

    private void addMoved(int place, Condition condition) {
        ofTime.computeIfAbsent(deadlines.inputs(condition), _ -> new TreeSet<>())
                .add(place);
    }

    private void add(int place, Condition.Compare comparison) {
        var others = Dependencies.comparands(comparison.operator());
        others.forEach(other -> of(other).addAnyChange(place));
        if (comparison.name() instanceof Name.OfAttribute(var attribute)) {
            if (others.isEmpty()) {
                of(attribute).add(place, comparison);
            } else {
                of(attribute).addAnyChange(place);
            }
        }
    }

    private ReadersDraft of(String attribute) {
        return layout.expression(attribute).isEmpty()
                ? ofSlot[layout.slot(attribute)]
                : ofDerived.computeIfAbsent(
                        layout.derived(attribute),
                        _ -> new ReadersDraft(
                                checks, layout.attribute(attribute).type()));
    }

    Found readers() {
        var slots = new Readers[ofSlot.length];
        List<Set<Integer>> derivedOf = new ArrayList<>();
        for (var slot = 0; slot < slots.length; slot++) {
            slots[slot] = ofSlot[slot].readers();
            derivedOf.add(new TreeSet<>());
        }
        Set<Integer> ofVisit = new TreeSet<>();
        List<OfDerived> derived = new ArrayList<>();
        ofDerived.forEach((number, draft) -> {
            var attribute = layout.derived().get(number);
            inputs.of(attribute).forEach(slot -> derivedOf.get(slot).add(derived.size()));
            if (inputs.isDerivedOfVisit(attribute)) {
                ofVisit.add(derived.size());
            }
            derived.add(new OfDerived(checks.reads().attribute(attribute), draft.readers()));
        });
        var arrays = derivedOf.stream().map(Bits::numbers).toArray(int[][]::new);
        var moved = ofTime.entrySet().stream()
                .map(entry -> new OfTime(Bits.numbers(entry.getKey()), Bits.numbers(entry.getValue())))
                .toArray(OfTime[]::new);
        return new Found(slots, arrays, derived.toArray(OfDerived[]::new), Bits.numbers(ofVisit), moved);
    }

    private record OfDerived(Read read, Readers readers) {}

    /**
     * @param inputs the slots that what time moves comes from: while all are empty, there is nothing to move; none, if
     *     there always is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record OfTime(int[] inputs, int[] readers) {
        void find(Frame frame, Bits found) {
            if (inputs.length == 0) {
                found.setAll(readers);
                return;
            }
            for (var slot : inputs) {
                if (frame.has(slot)) {
                    found.setAll(readers);
                    return;
                }
            }
        }
    }

    /**
     * Who has to be looked at.
     *
     * @param derivedOf the places among {@code derived} of what comes from each slot
     * @param ofVisit the places of what is missing while no visit is open
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Found(Readers[] ofSlot, int[][] derivedOf, OfDerived[] derived, int[] ofVisit, OfTime[] moved) {

        /** Adds to {@code found} whom the time may concern that has gone by. */
        void findMoved(Frame frame, Bits found) {
            for (var each : moved) {
                each.find(frame, found);
            }
        }

        /** Adds to {@code found} whom the changes of the step may concern. */
        void find(Frame frame, Bits found) {
            var concerned = new Bits(derived.length);
            for (var slot = frame.changed.next(0); slot >= 0; slot = frame.changed.next(slot + 1)) {
                // A track has no value, so all its readers are found.
                ofSlot[slot].find(frame.seen(slot), frame.value(slot), frame, found);
                concerned.setAll(derivedOf[slot]);
            }
            if (!frame.isVisitSeen()) {
                concerned.setAll(ofVisit);
            }
            var first = concerned.next(0);
            if (first < 0) {
                return;
            }
            var seen = frame.asSeen();
            for (var place = first; place >= 0; place = concerned.next(place + 1)) {
                var read = derived[place].read();
                var old = read.value(seen);
                var value = read.value(frame);
                if (!Objects.equals(old, value)) {
                    derived[place].readers().find(old, value, frame, found);
                }
            }
        }
    }
}
