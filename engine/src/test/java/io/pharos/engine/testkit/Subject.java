package io.pharos.engine.testkit;

import io.pharos.model.Value;
import java.util.Optional;

/**
 * What is tested.
 *
 * @param sent whether a client sent it: then text counts as the number, date or flag it spells, and a number or a flag as
 *     the text it prints as
 */
record Subject(Optional<Value> value, boolean sent) {

    static Subject of(Value value) {
        return new Subject(Optional.of(value), false);
    }

    static Subject missing() {
        return new Subject(Optional.empty(), false);
    }
}
