package io.pharos.model.read;

import static io.pharos.model.Attribute.Type.BOOLEAN;
import static io.pharos.model.Attribute.Type.DATE;
import static io.pharos.model.Attribute.Type.LIST_OF_BOOLEANS;
import static io.pharos.model.Attribute.Type.LIST_OF_NUMBERS;
import static io.pharos.model.Attribute.Type.LIST_OF_STRINGS;
import static io.pharos.model.Attribute.Type.NUMBER;
import static io.pharos.model.Attribute.Type.SET_OF_STRINGS;
import static io.pharos.model.Attribute.Type.STRING;
import static io.pharos.model.Attribute.Type.TALLY;

import io.pharos.model.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of expressions as people write them, and the types of attributes that can have what each gives. */
enum Noun {
    TO(STRING, NUMBER, BOOLEAN, DATE, SET_OF_STRINGS, TALLY, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    JOIN(STRING),
    FORMAT(STRING),
    PARSE(DATE),
    RATIO(NUMBER),
    PRODUCT(NUMBER),
    SUM(NUMBER),
    DIFFERENCE(NUMBER),
    BETWEEN(NUMBER),
    ELAPSED(NUMBER),
    CHANGE_IN(NUMBER),
    AVERAGE_OF(NUMBER),
    MAX_OF(NUMBER),
    MIN_OF(NUMBER),
    SUM_OF(NUMBER),
    COUNT_OF(NUMBER),
    WITHOUT(SET_OF_STRINGS, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    PAIRS(TALLY),
    TOP_KEY(STRING),
    TOP_KEYS(SET_OF_STRINGS, LIST_OF_STRINGS),
    KEYS_ABOVE(SET_OF_STRINGS, LIST_OF_STRINGS),
    VALUE_OF(NUMBER),
    ROLLING_SUM(NUMBER, TALLY),
    ROLLING_AVERAGE(NUMBER, TALLY),
    ROLLING_MAX(NUMBER),
    ROLLING_MIN(NUMBER),
    ROLLING_COUNT(NUMBER),
    LONGEST_GAP(NUMBER);

    /** The nouns of {@code set}. */
    static final List<Noun> WRITTEN = List.of(values());

    /** The nouns of {@code derive}: those that need no event. */
    static final List<Noun> DERIVED =
            Stream.of(values()).filter(noun -> noun != TO && noun != CHANGE_IN).toList();

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot be changed.
    private final List<Attribute.Type> types;

    Noun(Attribute.Type... types) {
        this.types = List.of(types);
    }

    List<Attribute.Type> types() {
        return types;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
