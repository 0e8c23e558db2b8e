package io.pharos.model.read;

import io.pharos.model.Attribute;
import java.util.List;
import java.util.Optional;

/**
 * What an operator is applied to.
 *
 * @param type empty for a property of an event, which can be anything, and for the column of a file
 * @param steps those of a funnel
 */
record Subject(String name, Optional<Attribute.Type> type, Kind kind, List<String> steps) {
    enum Kind {
        /** An attribute of the visit or the visitor, which has a value before an event and one after it. */
        LASTING,
        /** Something else that has a type: a count, a figure, an identifier, an attribute of an event. */
        OF_A_MOMENT,
        PROPERTY,
        COLUMN
    }

    static Subject ofType(String name, Attribute.Type type) {
        return new Subject(name, Optional.of(type), Kind.OF_A_MOMENT, List.of());
    }

    /** Empty if the type is not known because it could not be read. */
    static Optional<Subject> attribute(String written, Declared.OfAttribute attribute) {
        var kind = attribute.scope() == Attribute.Scope.EVENT ? Kind.OF_A_MOMENT : Kind.LASTING;
        return attribute.type().map(type -> new Subject(written, Optional.of(type), kind, attribute.steps()));
    }

    static Subject property(String name) {
        return new Subject(name, Optional.empty(), Kind.PROPERTY, List.of());
    }

    static Subject column(String name) {
        return new Subject(name, Optional.empty(), Kind.COLUMN, List.of());
    }

    /** One of its items or keys; of a property, a text or anything else. */
    Subject item() {
        return new Subject(name, type.map(Types::ofItem), kind, List.of());
    }

    List<OperatorWord> operators() {
        return switch (kind) {
            case LASTING -> OperatorWord.of(type.orElseThrow());
            case OF_A_MOMENT ->
                OperatorWord.of(type.orElseThrow()).stream()
                        .filter(word -> word != OperatorWord.CHANGED)
                        .toList();
            case PROPERTY -> OperatorWord.ofProperties();
            case COLUMN -> OperatorWord.ofColumns();
        };
    }

    boolean isColumn() {
        return kind == Kind.COLUMN;
    }

    String described() {
        return Shown.shortened(name, 60)
                + type.map(known -> ", a " + Types.word(known).replace('_', ' '))
                        .orElse(isColumn() ? ", a column" : ", a property of the event");
    }
}
