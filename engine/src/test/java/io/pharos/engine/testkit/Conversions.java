package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Type;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a value is when something of another type is asked for; empty where it cannot be that. */
record Conversions(ZoneId zone) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Instant FIRST = Instant.parse("-9999-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    Optional<String> text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Optional.of(text);
            case Value.Amount(var amount) -> Optional.of(amount.toPlainString());
            case Value.Flag(var set) -> Optional.of(String.valueOf(set));
            case Value.Moment(var at) -> Optional.of(TIME.format(at));
            case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ -> Optional.empty();
        };
    }

    Optional<BigDecimal> number(Value value) {
        return switch (value) {
            case Value.Amount(var amount) -> Optional.of(amount);
            case Value.Text(var text) -> numberIn(text.strip());
            case Value.Flag _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> numberIn(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Value.Amount(new BigDecimal(text)).amount());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    Optional<Boolean> flag(Value value) {
        return switch (value) {
            case Value.Flag(var set) -> Optional.of(set);
            case Value.Text(var text) when text.equalsIgnoreCase("true") -> Optional.of(true);
            case Value.Text(var text) when text.equalsIgnoreCase("false") -> Optional.of(false);
            case Value.Text _,
                    Value.Amount _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> Optional.empty();
        };
    }

    Optional<Instant> date(Value value) {
        return switch (value) {
            case Value.Moment(var at) -> Optional.of(at);
            case Value.Text(var text) -> dateIn(text);
            case Value.Amount _,
                    Value.Flag _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> Optional.empty();
        };
    }

    private Optional<Instant> dateIn(String text) {
        return Stream.<Supplier<Instant>>of(
                        () -> Instant.parse(text),
                        () -> OffsetDateTime.parse(text).toInstant(),
                        () -> LocalDateTime.parse(text).atZone(zone).toInstant(),
                        () -> LocalDate.parse(text).atStartOfDay(zone).toInstant())
                .flatMap(reading -> attempt(reading).stream())
                .flatMap(found -> inRange(found).stream())
                .map(found -> new Value.Moment(found).at())
                .findFirst();
    }

    private static Optional<Instant> attempt(Supplier<Instant> reading) {
        try {
            return Optional.of(reading.get());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code at} if it lies in the years dates may lie in. */
    static Optional<Instant> inRange(Instant at) {
        return Optional.of(at).filter(found -> !found.isBefore(FIRST) && !found.isAfter(LAST));
    }

    /** The items of a set or the keys of a tally; anything that has a text counts as a list of one. */
    Optional<List<String>> texts(Value value) {
        return list(value).flatMap(items -> {
            var texts = items.stream().flatMap(item -> text(item).stream()).toList();
            return texts.size() == items.size() ? Optional.of(texts) : Optional.empty();
        });
    }

    /** The items of a list or a set, in its order; a single value counts as a list of one. */
    Optional<List<Value>> list(Value value) {
        return switch (value) {
            case Value.Items(var items) -> Optional.of(items);
            case Value.Tags(var sorted) ->
                Optional.of(sorted.stream().<Value>map(Value.Text::new).toList());
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> Optional.of(List.of(value));
            case Value.Tally _, Value.Timeline _, Value.Funnel _ -> Optional.empty();
        };
    }

    /** What {@code item} is in a list or set of that type. */
    Optional<Value> item(Type list, Value item) {
        return switch (list) {
            case LIST_OF_NUMBERS -> number(item).map(Value.Amount::new);
            case LIST_OF_BOOLEANS -> flag(item).map(Value.Flag::new);
            case LIST_OF_STRINGS, SET_OF_STRINGS -> text(item).map(Value.Text::new);
            case STRING, NUMBER, BOOLEAN, DATE, TALLY, TIMELINE, FUNNEL ->
                throw new IllegalArgumentException("has no items: " + list);
        };
    }
}
