package io.pharos.model.read;

import io.pharos.model.Attribute;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an operand has to be.
 *
 * @param type in which constants are read
 * @param named the types of attributes whose value can be used
 */
record Wanted(Attribute.Type type, List<Attribute.Type> named) {
    static final Wanted TEXT = of(Attribute.Type.STRING);
    static final Wanted NUMBER = of(Attribute.Type.NUMBER);
    static final Wanted DATE = of(Attribute.Type.DATE);

    /** One text, or many. */
    static final Wanted TEXTS = of(Attribute.Type.SET_OF_STRINGS);

    /** Texts in an order. */
    static final Wanted LISTED_TEXTS =
            new Wanted(Attribute.Type.LIST_OF_STRINGS, List.of(Attribute.Type.LIST_OF_STRINGS, Attribute.Type.STRING));

    /** One number, or many. */
    static final Wanted NUMBERS = new Wanted(
            Attribute.Type.LIST_OF_NUMBERS,
            List.of(
                    Attribute.Type.NUMBER,
                    Attribute.Type.STRING,
                    Attribute.Type.LIST_OF_NUMBERS,
                    Attribute.Type.LIST_OF_STRINGS));

    /** Many numbers. */
    static final Wanted LISTED_NUMBERS = new Wanted(
            Attribute.Type.LIST_OF_NUMBERS, List.of(Attribute.Type.LIST_OF_NUMBERS, Attribute.Type.LIST_OF_STRINGS));

    static Wanted of(Attribute.Type type) {
        return new Wanted(type, Types.thatBecome(type));
    }

    Wanted or(Attribute.Type other) {
        return new Wanted(type, Stream.concat(named.stream(), Stream.of(other)).toList());
    }

    /** The type of one constant, of which there may be several. */
    Attribute.Type item() {
        return Types.ofItem(type);
    }

    String described() {
        return Types.word(type).replace('_', ' ');
    }
}
