package io.pharos.model.read;

import static io.pharos.model.Attribute.Type.BOOLEAN;
import static io.pharos.model.Attribute.Type.DATE;
import static io.pharos.model.Attribute.Type.FUNNEL;
import static io.pharos.model.Attribute.Type.LIST_OF_BOOLEANS;
import static io.pharos.model.Attribute.Type.LIST_OF_NUMBERS;
import static io.pharos.model.Attribute.Type.LIST_OF_STRINGS;
import static io.pharos.model.Attribute.Type.NUMBER;
import static io.pharos.model.Attribute.Type.SET_OF_STRINGS;
import static io.pharos.model.Attribute.Type.STRING;
import static io.pharos.model.Attribute.Type.TALLY;
import static io.pharos.model.Attribute.Type.TIMELINE;

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
    CONTAINS(STRING, SET_OF_STRINGS, TALLY, LIST_OF_STRINGS),
    STARTS_WITH(STRING, SET_OF_STRINGS, LIST_OF_STRINGS),
    ENDS_WITH(STRING, SET_OF_STRINGS, LIST_OF_STRINGS),
    MATCHES(STRING),
    EXISTS(Attribute.Type.values()),
    EMPTY(STRING, SET_OF_STRINGS, TALLY, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    CHANGED(STRING, NUMBER, BOOLEAN, DATE),
    ABOVE(NUMBER, DATE),
    AT_LEAST(NUMBER, DATE),
    BELOW(NUMBER, DATE),
    AT_MOST(NUMBER, DATE),
    BETWEEN(NUMBER, DATE),
    BEFORE(DATE),
    AFTER(DATE),
    WITHIN(DATE),
    ON_DAY(DATE),
    HAS(SET_OF_STRINGS, TALLY, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    HAS_ANY(SET_OF_STRINGS, TALLY, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    HAS_ALL(SET_OF_STRINGS, TALLY, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    HAS_ONLY(LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS),
    COUNT(SET_OF_STRINGS, TALLY, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS, TIMELINE),
    KEY(TALLY),
    STARTED(FUNNEL),
    COMPLETED(FUNNEL),
    STEP(FUNNEL);

    static final String IGNORE_CASE = "ignore_case";
    static final String MULTILINE = "multiline";

    /** Properties of events can be anything but a tally or a funnel, and have no value before the event. */
    private static final List<OperatorWord> OF_PROPERTIES = Stream.of(values())
            .filter(word -> word != CHANGED && word != KEY && !word.types.equals(List.of(FUNNEL)))
            .toList();

    /** A row has one text in each column, and no moment from which to count back. */
    private static final List<OperatorWord> OF_COLUMNS = OF_PROPERTIES.stream()
            .filter(word -> switch (word) {
                case IS, IS_NOT, IN, CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, EXISTS -> true;
                case ABOVE, AT_LEAST, BELOW, AT_MOST, BETWEEN, BEFORE, AFTER -> true;
                case EMPTY, CHANGED, WITHIN, ON_DAY, COUNT, KEY, STARTED, COMPLETED, STEP -> false;
                case HAS, HAS_ANY, HAS_ALL, HAS_ONLY -> false;
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

    static List<OperatorWord> of(Attribute.Type type) {
        return Arrays.stream(values()).filter(word -> word.types.contains(type)).toList();
    }

    static List<OperatorWord> ofProperties() {
        return OF_PROPERTIES;
    }

    static List<OperatorWord> ofColumns() {
        return OF_COLUMNS;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean canIgnoreCase() {
        return switch (this) {
            case IS, IS_NOT, IN, CONTAINS, STARTS_WITH, ENDS_WITH, MATCHES, HAS, HAS_ANY, HAS_ALL, KEY -> true;
            case EXISTS, EMPTY, CHANGED, COUNT, HAS_ONLY, STARTED, COMPLETED, STEP -> false;
            case ABOVE, AT_LEAST, BELOW, AT_MOST, BETWEEN, BEFORE, AFTER, WITHIN, ON_DAY -> false;
        };
    }
}
