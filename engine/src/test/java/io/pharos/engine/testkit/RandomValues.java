package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Type;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Constants and properties: mostly from small pools, so that they meet; some of them at the edges of what is allowed. */
final class RandomValues {
    /** The properties events carry, with what they mostly hold. */
    static final SortedMap<String, Type> PROPERTIES = new TreeMap<>(Map.ofEntries(
            Map.entry("total", Type.NUMBER),
            Map.entry("quantity", Type.NUMBER),
            Map.entry("epoch", Type.NUMBER),
            Map.entry("_dc_ttl_", Type.NUMBER),
            Map.entry("label", Type.STRING),
            Map.entry("colour of day", Type.STRING),
            Map.entry("platform", Type.STRING),
            Map.entry("day", Type.STRING),
            Map.entry("gift", Type.BOOLEAN),
            Map.entry("due_on", Type.DATE),
            Map.entry("skus", Type.LIST_OF_STRINGS),
            Map.entry("amounts", Type.LIST_OF_NUMBERS),
            Map.entry("answers", Type.LIST_OF_BOOLEANS)));

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

    private static final List<String> FEW_TEXTS = List.of("gold", "a", "b", "\uD83D\uDE00x");

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

    private static final List<Span> FIXED = List.of(
            fixed(Duration.ofSeconds(1)),
            fixed(Duration.ofMinutes(30)),
            fixed(Duration.ofHours(1)),
            fixed(Duration.ofDays(1)),
            fixed(Duration.ofDays(7)),
            fixed(Duration.ofDays(30)));

    private static final List<Span> SPANS = Stream.concat(
                    FIXED.stream(),
                    Stream.of(
                            new Span.Calendar(Period.ofMonths(1)),
                            new Span.Calendar(Period.ofMonths(6)),
                            new Span.Calendar(Period.ofYears(1))))
            .toList();

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ENGLISH);

    private final Chance chance;

    /** Most definitions use the same few, so that events at their ends are of interest to many. */
    private final List<Span> palette;

    RandomValues(Chance chance) {
        this.chance = chance;
        this.palette = chance.some(3, 3, () -> chance.pick(SPANS));
    }

    private static Span fixed(Duration length) {
        return new Span.Fixed(length);
    }

    Span span() {
        return chance.oneIn(5) ? chance.pick(SPANS) : chance.pick(palette);
    }

    /** Of hours or days, not of the calendar. */
    Span fixedSpan() {
        var fitting = palette.stream().filter(Span.Fixed.class::isInstance).toList();
        return fitting.isEmpty() || chance.oneIn(5) ? chance.pick(FIXED) : chance.pick(fitting);
    }

    /** A constant that fits an attribute of {@code type}; of a tally, its keys. */
    Value constant(Type type, Instant near) {
        return switch (type) {
            case STRING -> new Value.Text(chance.pick(chance.oneIn(2) ? TEXTS : FEW_TEXTS));
            case NUMBER -> new Value.Amount(number());
            case BOOLEAN -> new Value.Flag(chance.oneIn(2));
            case DATE -> new Value.Moment(date(near));
            case SET_OF_STRINGS, LIST_OF_STRINGS, TALLY -> items(Type.STRING, near);
            case LIST_OF_NUMBERS -> items(Type.NUMBER, near);
            case LIST_OF_BOOLEANS -> items(Type.BOOLEAN, near);
            case TIMELINE, FUNNEL -> throw new IllegalArgumentException("there are no constants of " + type);
        };
    }

    private Value items(Type type, Instant near) {
        return new Value.Items(chance.some(chance.oneIn(5) ? 0 : 2, 4, () -> constant(type, near)));
    }

    /** What an event carries under {@code property}. */
    Value sent(String property, Instant time) {
        return switch (property) {
            case "platform" -> new Value.Text(chance.pick("android", "ios", "web", "web", "IOS", "server"));
            case "_dc_ttl_" ->
                chance.pick(
                        Value.Amount.of(5000),
                        Value.Amount.of(4999),
                        new Value.Text("60000"),
                        Value.Amount.of(1_800_000),
                        Value.Amount.of(1_800_001));
            case "day" ->
                new Value.Text(
                        chance.oneIn(4)
                                ? chance.pick(ODD_TEXTS)
                                : DAY.format(date(time).atOffset(ZoneOffset.UTC)));
            case "epoch" -> Value.Amount.of(date(time).toEpochMilli());
            default -> chance.oneIn(5) ? ofAnyType(time) : ofType(PROPERTIES.get(property), time);
        };
    }

    private Value ofType(Type type, Instant time) {
        return switch (type) {
            case DATE -> new Value.Text(date(time).toString());
            case NUMBER -> chance.oneIn(5) ? new Value.Text(number().toPlainString()) : new Value.Amount(number());
            default -> constant(type, time);
        };
    }

    private Value ofAnyType(Instant time) {
        return switch (chance.between(0, 5)) {
            case 0 -> new Value.Items(chance.some(0, 3, () -> item(time)));
            case 1, 2 -> new Value.Text(chance.pick(ODD_TEXTS));
            case 3 -> new Value.Moment(date(time));
            default -> ofType(chance.pick(List.copyOf(PROPERTIES.values())), time);
        };
    }

    private Value item(Instant time) {
        return chance.oneIn(3)
                ? new Value.Text(chance.pick(ODD_TEXTS))
                : constant(chance.pick(Type.STRING, Type.NUMBER, Type.BOOLEAN), time);
    }

    private BigDecimal number() {
        return switch (chance.between(0, 11)) {
            case 0 -> chance.pick(EDGES);
            case 1, 2 -> BigDecimal.valueOf(chance.between(-300, 300), 2);
            case 3 -> BigDecimal.valueOf(chance.pick(-5, 5, 15, 25), 1);
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
