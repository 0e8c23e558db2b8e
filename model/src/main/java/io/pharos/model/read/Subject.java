package io.pharos.model.read;

import io.pharos.model.Attribute;
import java.util.List;
import java.util.Optional;

/**
 * What an operator is applied to.
 *
 * @param type empty for a property of an event, which can be anything, and for the column of a file
 */
record Subject(String name, Optional<Attribute.Type> type, boolean isColumn) {
    static Subject ofType(String name, Attribute.Type type) {
        return new Subject(name, Optional.of(type), false);
    }

    static Subject property(String name) {
        return new Subject(name, Optional.empty(), false);
    }

    static Subject column(String name) {
        return new Subject(name, Optional.empty(), true);
    }

    List<OperatorWord> operators() {
        return isColumn ? OperatorWord.ofColumns() : OperatorWord.of(type);
    }

    String described() {
        return Shown.shortened(name, 60)
                + type.map(known -> ", a " + Types.word(known).replace('_', ' '))
                        .orElse(isColumn ? ", a column" : ", a property of the event");
    }
}
