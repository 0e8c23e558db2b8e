package io.pharos.model.read;

import static io.pharos.model.Attribute.Type.BOOLEAN;
import static io.pharos.model.Attribute.Type.DATE;
import static io.pharos.model.Attribute.Type.NUMBER;
import static io.pharos.model.Attribute.Type.SET_OF_STRINGS;
import static io.pharos.model.Attribute.Type.STRING;
import static io.pharos.model.Attribute.Type.TALLY;

import io.pharos.model.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The operators as people write them, and the types of attributes that have each. */
enum OperatorWord {
    IS(STRING, NUMBER, BOOLEAN),
    IS_NOT(STRING, NUMBER, BOOLEAN),
    IN(STRING, NUMBER),
    CONTAINS(STRING, SET_OF_STRINGS, TALLY),
    STARTS_WITH(STRING),
    ENDS_WITH(STRING),
    MATCHES(STRING),
    EXISTS(STRING, NUMBER, BOOLEAN, DATE, SET_OF_STRINGS, TALLY),
    ABOVE(NUMBER, DATE),
    AT_LEAST(NUMBER, DATE),
    BELOW(NUMBER, DATE),
    AT_MOST(NUMBER, DATE),
    BETWEEN(NUMBER, DATE),
    BEFORE(DATE),
    AFTER(DATE),
    WITHIN(DATE),
    ON_DAY(DATE),
    HAS(SET_OF_STRINGS, TALLY),
    HAS_ANY(SET_OF_STRINGS, TALLY),
    HAS_ALL(SET_OF_STRINGS, TALLY),
    COUNT(SET_OF_STRINGS, TALLY),
    KEY(TALLY);

    static final String IGNORE_CASE = "ignore_case";

    /** Properties of events can be anything but a tally. */
    private static final List<OperatorWord> OF_PROPERTIES =
            Stream.of(values()).filter(word -> word != KEY).toList();

    /** A row has one text in each column, and no moment from which to count back. */
    private static final List<OperatorWord> OF_COLUMNS = OF_PROPERTIES.stream()
            .filter(word -> switch (word) {
                case IS, IS_NOT, IN, CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, EXISTS -> true;
                case ABOVE, AT_LEAST, BELOW, AT_MOST, BETWEEN, BEFORE, AFTER -> true;
                case WITHIN, ON_DAY, HAS, HAS_ANY, HAS_ALL, COUNT, KEY -> false;
            })
            .toList();

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot be changed.
    private final List<Attribute.Type> types;

    OperatorWord(Attribute.Type... types) {
        this.types = List.of(types);
    }

    static Optional<OperatorWord> of(String written) {
        return Arrays.stream(values())
                .filter(word -> word.word().equals(written))
                .findFirst();
    }

    /** The operators of attributes of {@code type}, or of properties if it is empty. */
    static List<OperatorWord> of(Optional<Attribute.Type> type) {
        return type.map(OperatorWord::ofType).orElse(OF_PROPERTIES);
    }

    static List<OperatorWord> ofColumns() {
        return OF_COLUMNS;
    }

    private static List<OperatorWord> ofType(Attribute.Type type) {
        return Arrays.stream(values()).filter(word -> word.types.contains(type)).toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean canIgnoreCase() {
        return switch (this) {
            case IS, IS_NOT, IN, CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, HAS, HAS_ANY, HAS_ALL -> true;
            case EXISTS, ABOVE, AT_LEAST, BELOW, AT_MOST, BETWEEN, BEFORE, AFTER, WITHIN, ON_DAY, COUNT, KEY -> false;
        };
    }
}
