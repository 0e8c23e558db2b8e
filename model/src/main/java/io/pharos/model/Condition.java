package io.pharos.model;

import java.util.List;

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
}
