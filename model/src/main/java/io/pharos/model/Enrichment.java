package io.pharos.model;

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
        record Set(Operand to, Keep keep) implements Operation {}

        record Clear() implements Operation {}

        /** Of a number; one that is missing counts as 0. */
        record Increase(Operand by) implements Operation {}

        record Decrease(Operand by) implements Operation {}

        /** Of a set of strings: one text or a list of them. */
        record Add(Operand from) implements Operation {}

        record Remove(Operand item) implements Operation {}

        /** Of a tally: one key or a list of them, each by the same amount, or by a list of amounts in step with the keys. */
        record IncreaseKeys(Operand keys, Operand by) implements Operation {}

        record RemoveKey(Operand key) implements Operation {}
    }
}
