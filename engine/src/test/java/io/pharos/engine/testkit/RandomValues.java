package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Type;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Constants and properties: mostly from small pools, so that they meet; some of them at the edges of what is allowed. */
final class RandomValues {
    /** The properties events carry, with what they mostly hold. */
    static final SortedMap<String, Type> PROPERTIES = new TreeMap<>(Map.of(
            "total", Type.NUMBER,
            "quantity", Type.NUMBER,
            "label", Type.STRING,
            "colour of day", Type.STRING,
            "platform", Type.STRING,
            "gift", Type.BOOLEAN,
            "due_on", Type.DATE,
            "skus", Type.SET_OF_STRINGS,
            "amounts", Type.TALLY));

    static final List<String> EVENT_NAMES = List.of("view", "purchase", "return", "sign in");

    /** Above the basic plane UTF-16 order and code point order part: U+FF5E sorts before U+1F600. */
    static final List<String> TEXTS = List.of(
            "gold",
            "Gold",
            "GOLD",
            "silver",
            "a",
            "b",
            "ab",
            "",
            " ",
            "Größe",
            "\uFF5E",
            "\uD83D\uDE00",
            "\uD83D\uDE00x");

    private static final List<String> ODD_TEXTS = List.of(
            "true",
            "FALSE",
            "yes",
            "12",
            " 7 ",
            "1e3",
            "+1.50",
            "-0",
            "1.",
            ".5",
            "12 EUR",
            "0x1F",
            "1e400",
            "99999999999999999999999999999999999",
            "\uFF11\uFF12",
            "2026-03-01",
            "2026-03-29T02:30:00",
            "2026-02-30",
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:00+02:00",
            "+12026-03-01",
            "9999-12-31T23:59:59.999Z",
            "0000-01-01");

    private static final List<BigDecimal> EDGES = List.of(
            new BigDecimal("9999999999999999999999999999999999"),
            new BigDecimal("-9999999999999999999999999999999999"),
            new BigDecimal("0.0000000000000000000000000000000001"),
            new BigDecimal("9e308"),
            new BigDecimal("1e-308"));

    private static final List<Span> SPANS = List.of(
            fixed(Duration.ofSeconds(1)),
            fixed(Duration.ofMinutes(30)),
            fixed(Duration.ofHours(1)),
            fixed(Duration.ofDays(1)),
            fixed(Duration.ofDays(7)),
            fixed(Duration.ofDays(30)),
            new Span.Calendar(Period.ofMonths(1)),
            new Span.Calendar(Period.ofMonths(6)),
            new Span.Calendar(Period.ofYears(1)));

    private final Chance chance;

    RandomValues(Chance chance) {
        this.chance = chance;
    }

    private static Span fixed(Duration length) {
        return new Span.Fixed(length);
    }

    Span span() {
        return chance.pick(SPANS);
    }

    /** A constant that fits an attribute of {@code type}; of a tally, its keys. */
    Value constant(Type type, Instant near) {
        return switch (type) {
            case STRING -> new Value.Text(chance.pick(TEXTS));
            case NUMBER -> new Value.Amount(number());
            case BOOLEAN -> new Value.Flag(chance.oneIn(2));
            case DATE -> new Value.Moment(date(near));
            case SET_OF_STRINGS, TALLY -> new Value.Items(chance.some(0, 3, () -> new Value.Text(chance.pick(TEXTS))));
        };
    }

    /** What an event carries under {@code property}. */
    Value sent(String property, Instant time) {
        if (property.equals("platform")) {
            return new Value.Text(chance.pick("android", "ios", "web", "IOS"));
        }
        return chance.oneIn(5) ? ofAnyType(time) : ofType(PROPERTIES.get(property), time);
    }

    private Value ofType(Type type, Instant time) {
        return switch (type) {
            case TALLY -> new Value.Items(chance.some(0, 4, () -> new Value.Amount(number())));
            case DATE -> new Value.Text(date(time).toString());
            case STRING, NUMBER, BOOLEAN, SET_OF_STRINGS -> constant(type, time);
        };
    }

    private Value ofAnyType(Instant time) {
        return switch (chance.between(0, 5)) {
            case 0 -> new Value.Items(chance.some(0, 3, () -> item(time)));
            case 1, 2 -> new Value.Text(chance.pick(ODD_TEXTS));
            case 3 -> new Value.Moment(date(time));
            default -> ofType(chance.pick(Type.values()), time);
        };
    }

    private Value item(Instant time) {
        return chance.oneIn(3)
                ? new Value.Text(chance.pick(ODD_TEXTS))
                : constant(chance.pick(Type.STRING, Type.NUMBER, Type.BOOLEAN), time);
    }

    private BigDecimal number() {
        return switch (chance.between(0, 9)) {
            case 0 -> chance.pick(EDGES);
            case 1, 2, 3 -> BigDecimal.valueOf(chance.between(-300, 300), 2);
            default -> BigDecimal.valueOf(chance.between(-1, 6));
        };
    }

    /** Most dates lie so that one of the spans ends close to {@code near}, or starts there. */
    private Instant date(Instant near) {
        return switch (chance.between(0, 5)) {
            case 0 -> near;
            case 1 -> near.plus(Duration.ofMinutes(chance.between(-100_000, 100_000)));
            case 2 -> near.plusMillis(chance.between(-2, 2)).minus(Duration.ofDays(chance.pick(1, 7, 30)));
            case 3 -> near.plus(Duration.ofDays(chance.pick(1, 7)));
            case 4 -> chance.pick(Instant.parse("9999-12-31T23:59:59.999Z"), Instant.parse("0001-01-01T00:00:00Z"));
            default -> near.minus(Duration.ofHours(chance.between(0, 48)));
        };
    }
}
