package io.pharos.model;

import java.util.List;

/** What an enrichment works with: a name, a constant, or a list of both. */
public sealed interface Operand {

    record Named(Name name) implements Operand {}

    record Constant(Value value) implements Operand {}

    record ListOf(List<Operand> items) implements Operand {
        public ListOf {
            items = List.copyOf(items);
        }
    }
}
