package io.pharos.model.read;

import io.pharos.model.Attribute;
import java.util.List;
import java.util.Locale;

/** The types of attributes as people write them, and which values each can take over from an attribute of another. */
final class Types {
    static final Words<Attribute.Type> WORDS = Words.<Attribute.Type>none()
            .and("string", Attribute.Type.STRING)
            .and("number", Attribute.Type.NUMBER)
            .and("boolean", Attribute.Type.BOOLEAN)
            .and("date", Attribute.Type.DATE)
            .and("set_of_strings", Attribute.Type.SET_OF_STRINGS)
            .and("tally", Attribute.Type.TALLY)
            .and("list_of_strings", Attribute.Type.LIST_OF_STRINGS)
            .and("list_of_numbers", Attribute.Type.LIST_OF_NUMBERS)
            .and("list_of_booleans", Attribute.Type.LIST_OF_BOOLEANS)
            .and("timeline", Attribute.Type.TIMELINE)
            .and("funnel", Attribute.Type.FUNNEL)
            .elsewhere("text", "string")
            .elsewhere("integer", "number, with integer: true")
            .elsewhere("int", "number, with integer: true")
            .elsewhere("decimal", "number")
            .elsewhere("bool", "boolean")
            .elsewhere("time", "date")
            .elsewhere("timestamp", "date")
            .elsewhere("datetime", "date")
            .elsewhere("set", "set_of_strings")
            .elsewhere("list", "list_of_strings")
            .elsewhere("array", "list_of_strings")
            .elsewhere("array_of_strings", "list_of_strings")
            .elsewhere("array_of_numbers", "list_of_numbers")
            .elsewhere("array_of_booleans", "list_of_booleans")
            .elsewhere("map", "tally")
            .elsewhere("badge", "a definition under badges")
            .elsewhere("visitor_id", "a definition under identifiers");

    private Types() {}

    static String word(Attribute.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    static String words(List<Attribute.Type> types) {
        return String.join(", ", types.stream().map(Types::word).toList());
    }

    /** The type of one item of a list or set, or of one key of a tally; of anything else its own type. */
    static Attribute.Type ofItem(Attribute.Type type) {
        return switch (type) {
            case SET_OF_STRINGS, LIST_OF_STRINGS, TALLY -> Attribute.Type.STRING;
            case LIST_OF_NUMBERS -> Attribute.Type.NUMBER;
            case LIST_OF_BOOLEANS -> Attribute.Type.BOOLEAN;
            case STRING, NUMBER, BOOLEAN, DATE, TIMELINE, FUNNEL -> type;
        };
    }

    /** The types whose values can become one of {@code type}. */
    static List<Attribute.Type> thatBecome(Attribute.Type type) {
        return switch (type) {
            case STRING ->
                List.of(Attribute.Type.STRING, Attribute.Type.NUMBER, Attribute.Type.BOOLEAN, Attribute.Type.DATE);
            case NUMBER -> List.of(Attribute.Type.NUMBER, Attribute.Type.STRING);
            case BOOLEAN -> List.of(Attribute.Type.BOOLEAN, Attribute.Type.STRING);
            case DATE -> List.of(Attribute.Type.DATE, Attribute.Type.STRING);
            case SET_OF_STRINGS ->
                List.of(
                        Attribute.Type.SET_OF_STRINGS,
                        Attribute.Type.LIST_OF_STRINGS,
                        Attribute.Type.STRING,
                        Attribute.Type.NUMBER,
                        Attribute.Type.BOOLEAN,
                        Attribute.Type.DATE);
            case TALLY -> List.of(Attribute.Type.TALLY);
            case LIST_OF_STRINGS ->
                List.of(
                        Attribute.Type.LIST_OF_STRINGS,
                        Attribute.Type.SET_OF_STRINGS,
                        Attribute.Type.STRING,
                        Attribute.Type.NUMBER,
                        Attribute.Type.BOOLEAN,
                        Attribute.Type.DATE);
            case LIST_OF_NUMBERS ->
                List.of(
                        Attribute.Type.LIST_OF_NUMBERS,
                        Attribute.Type.NUMBER,
                        Attribute.Type.STRING,
                        Attribute.Type.LIST_OF_STRINGS);
            case LIST_OF_BOOLEANS ->
                List.of(
                        Attribute.Type.LIST_OF_BOOLEANS,
                        Attribute.Type.BOOLEAN,
                        Attribute.Type.STRING,
                        Attribute.Type.LIST_OF_STRINGS);
            case TIMELINE, FUNNEL -> List.of(type);
        };
    }
}
