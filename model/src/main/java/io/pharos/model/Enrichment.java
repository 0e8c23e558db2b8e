package io.pharos.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One way in which an attribute is written: at which moments, under which condition, how. */
public record Enrichment(When when, Optional<Condition> condition, Operation operation) {

    /** The moments at which an enrichment is looked at. Attributes of an event know only {@link #ANY_EVENT}. */
    public enum When {
        NEW_VISITOR,
        NEW_VISIT,
        ANY_EVENT,
        VISIT_ENDED
    }

    /** Which value stays when one is there already. */
    public enum Keep {
        LAST,
        FIRST,
        GREATEST,
        LEAST
    }

    /** How a value follows from the one before. A missing operand leaves the value alone. */
    public sealed interface Operation {
        record Set(Expression to, Keep keep) implements Operation {}

        record Clear() implements Operation {}

        /** Of a number; one that is missing counts as 0. */
        record Increase(Operand by) implements Operation {}

        record Decrease(Operand by) implements Operation {}

        /** Of a set or a list: one item, or all of a list or a set. Sets drop duplicates, lists keep them. */
        record Add(Operand from) implements Operation {}

        /** Of a set or a list: each item of the operand, where it stands in the value. */
        record Remove(Operand item, Occurrences occurrences) implements Operation {}

        /** Of a text, a set or a list of texts: every text of it. A missing value stays so. */
        record Lowercase() implements Operation {}

        /**
         * Of a tally: one key, a list or a set of them, each by the same amount, or by a list of amounts in step with the
         * keys; or all keys of another tally, each by its amount times {@code by}.
         */
        record IncreaseKeys(Operand keys, Operand by) implements Operation {}

        record RemoveKey(Operand key) implements Operation {}

        /** One of the values, drawn by the seed of the person and the name of the attribute: always the same one. */
        record Split(List<Share> shares) implements Operation {
            public Split {
                shares = List.copyOf(shares);
            }
        }

        /**
         * Of a timeline: a new entry.
         *
         * @param at a date; without one there is no entry
         */
        record RecordEntry(Operand at, List<Capture> capture) implements Operation {
            public RecordEntry {
                capture = List.copyOf(capture);
            }
        }

        /**
         * Of a funnel: the step is done, if its turn has come.
         *
         * @param number from 0, in the order of {@link Attribute.Shape.Funnel#steps}
         */
        record Step(int number, List<Capture> capture) implements Operation {
            public Step {
                capture = List.copyOf(capture);
            }
        }
    }

    /** Which of the places are meant where an item stands at several. */
    public enum Occurrences {
        ALL,
        FIRST,
        LAST
    }

    /** @param percent above 0; those of one split are 100 together */
    public record Share(Operand to, BigDecimal percent) {}

    /** @param field under which the value is captured: the name without a prefix */
    public record Capture(String field, Name name) {}
}
