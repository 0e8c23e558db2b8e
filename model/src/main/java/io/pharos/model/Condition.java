package io.pharos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that is true or false of an event, a profile and a moment. */
public sealed interface Condition {

    /** True if there is nothing in it. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** False if there is nothing in it. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition) implements Condition {}

    /** The event being processed has one of these names; false where there is no event. */
    record EventNamed(List<String> names) implements Condition {
        public EventNamed {
            names = List.copyOf(names);
        }
    }

    /** A named rule holds. */
    record RuleHolds(String rule) implements Condition {}

    /** The visitor wears the badge. */
    record Wears(String badge) implements Condition {}

    /** The visitor is in the segment. */
    record InSegment(String segment) implements Condition {}

    record Compare(Name name, Operator operator) implements Condition {}

    /** The event being processed is a row of a file; false where there is no event. */
    record FromImport(boolean expected) implements Condition {}

    /**
     * Behaviour: of the matching events, as far back as {@code within} reaches, every measure passes its tests.
     *
     * @param within without it, the whole history
     * @param measures at least one
     */
    record Did(Matching event, Optional<Span> within, List<Measure> measures) implements Condition {
        public Did {
            measures = List.copyOf(measures);
        }
    }

    /**
     * Ordered behaviour: there are events, one after the other, each matching its step. All lengths are fixed ones.
     *
     * @param ending what must not have happened after the last of them, and for how long
     * @param within how far back the last of them may lie
     */
    record Sequence(List<Step> steps, Optional<Absence> ending, Optional<Span> within) implements Condition {
        public Sequence {
            steps = List.copyOf(steps);
        }

        /** All kinds of events that it asks for: of its steps, and those that must not have happened. */
        public List<Matching> events() {
            var events = new ArrayList<Matching>();
            for (var step : steps) {
                events.add(step.event());
                events.addAll(step.without());
            }
            ending.ifPresent(absence -> events.add(absence.event()));
            return events;
        }

        /**
         * @param within the most time after the step before; the first step has none
         * @param without no event of these kinds lies between the step before and this one; the first step has none
         */
        public record Step(Matching event, Optional<Span> within, List<Matching> without) {
            public Step {
                without = List.copyOf(without);
            }
        }

        /** No matching event for so long after the last step, and none since. */
        public record Absence(Matching event, Span length) {}
    }

    /**
     * A kind of events.
     *
     * @param names the event has one of them; any, if there are none
     * @param where what must hold when the event is processed, of its properties and of attributes as they then are
     */
    record Matching(List<String> names, Optional<Condition> where) {
        public Matching {
            names = List.copyOf(names);
        }
    }

    /**
     * A figure of many events.
     *
     * @param of what is added up or compared, as each event carries it; those that carry no number are passed over. Only for
     *     {@link Figure#TOTAL}, {@link Figure#AVERAGE}, {@link Figure#MIN} and {@link Figure#MAX}
     * @param tests of a number, or of a date for {@link Figure#FIRST} and {@link Figure#LAST}
     */
    record Measure(Figure figure, Optional<Name> of, List<Operator> tests) {
        public Measure {
            tests = List.copyOf(tests);
        }
    }

    /** Of no events, {@link #TIMES} and {@link #TOTAL} are 0 and the others missing. */
    enum Figure {
        TIMES,
        TOTAL,
        AVERAGE,
        MIN,
        MAX,
        /** The time of the earliest event. */
        FIRST,
        /** The time of the latest event. */
        LAST
    }
}
