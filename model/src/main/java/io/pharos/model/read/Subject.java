package io.pharos.model.read;

import io.pharos.model.Attribute;
import java.util.Optional;

/**
 * What an operator is applied to.
 *
 * @param type empty for a property of an event, which can be anything
 */
record Subject(String name, Optional<Attribute.Type> type) {
    static Subject ofType(String name, Attribute.Type type) {
        return new Subject(name, Optional.of(type));
    }

    static Subject property(String name) {
        return new Subject(name, Optional.empty());
    }

    String described() {
        return Shown.shortened(name, 60)
                + type.map(known -> ", a " + Types.word(known).replace('_', ' '))
                        .orElse(", a property of the event");
    }
}
