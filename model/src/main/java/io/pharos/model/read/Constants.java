package io.pharos.model.read;

import io.pharos.model.Attribute;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads constants: by the type of the place where they stand, or by their looks where the place has none. */
final class Constants {
    private final Problems problems;
    private final Scalars scalars;
    private final Numbers numbers;
    private final Moments moments;

    Constants(Tools tools) {
        this.problems = tools.problems();
        this.scalars = tools.scalars();
        this.numbers = tools.numbers();
        this.moments = tools.moments();
    }

    Optional<Value> typed(Yaml node, Attribute.Type type) {
        return switch (type) {
            case STRING -> text(node).map(Value.Text::new);
            case NUMBER -> numbers.number(node).map(number -> number);
            case BOOLEAN -> scalars.flag(node).map(Value.Flag::new);
            case DATE -> moments.moment(node).map(Value.Moment::new);
            case SET_OF_STRINGS -> Optional.of(Value.Tags.of(scalars.each(node, this::text)));
            case TALLY -> tally(node);
            case LIST_OF_STRINGS -> items(node, this::text, Value.Text::new);
            case LIST_OF_NUMBERS -> items(node, numbers::number, number -> number);
            case LIST_OF_BOOLEANS -> items(node, scalars::flag, Value.Flag::new);
            case TIMELINE, FUNNEL -> {
                problems.wrongType(node, "no constant: there are none of this type");
                yield Optional.empty();
            }
        };
    }

    /** One item of a list or set of that type; of another type, a constant of it. */
    Optional<Value> item(Yaml node, Attribute.Type type) {
        return typed(node, type == Attribute.Type.TALLY ? type : Types.ofItem(type));
    }

    private <T> Optional<Value> items(Yaml node, Function<Yaml, Optional<T>> read, Function<T, Value> made) {
        return Optional.of(
                new Value.Items(scalars.each(node, read).stream().map(made).toList()));
    }

    /** Unquoted numbers are amounts, unquoted true and false are flags, all else is text. */
    Optional<Value> byLooks(Yaml node) {
        if (!(node instanceof Yaml.Scalar scalar) || scalar.isNull()) {
            problems.wrongType(node, "a text, a number, true or false");
            return Optional.empty();
        }
        if (Numbers.looksLikeOne(scalar)) {
            return numbers.number(scalar).map(number -> number);
        }
        return Optional.of(looksLikeFlag(scalar) ? new Value.Flag(scalar.text().equals("true")) : asText(scalar));
    }

    static boolean looksLikeFlag(Yaml.Scalar scalar) {
        return scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"));
    }

    /** The text as written, an empty one in quotes included. */
    Optional<String> text(Yaml node) {
        if (node instanceof Yaml.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar.text());
        }
        problems.wrongType(node, "a text");
        return Optional.empty();
    }

    private static Value asText(Yaml.Scalar scalar) {
        return new Value.Text(scalar.text());
    }

    private Optional<Value> tally(Yaml node) {
        if (!(node instanceof Yaml.Mapping map)) {
            problems.wrongType(node, "a map from keys to numbers, such as { shoes: 3 }");
            return Optional.empty();
        }
        var amounts = new TreeMap<String, BigDecimal>(Value.BY_CODE_POINT);
        for (var entry : map.entries()) {
            numbers.number(entry.value()).ifPresent(number -> amounts.put(entry.name(), number.amount()));
        }
        var sorted = new ArrayList<Value.Tally.Entry>();
        amounts.forEach((key, amount) -> sorted.add(new Value.Tally.Entry(key, amount, sorted.size() + 1)));
        return Optional.of(new Value.Tally(sorted, sorted.size()));
    }
}
