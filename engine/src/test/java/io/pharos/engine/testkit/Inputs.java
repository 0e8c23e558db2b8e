package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Type;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Operands as what is asked for: empty if they are missing, or if they are there and cannot be that, which is a problem. */
final class Inputs {
    private final Function<Name, Optional<Value>> reader;
    private final Conversions conversions;
    private final Problems problems;

    Inputs(Function<Name, Optional<Value>> reader, Conversions conversions, Problems problems) {
        this.reader = reader;
        this.conversions = conversions;
        this.problems = problems;
    }

    Optional<Value> read(Name name) {
        return reader.apply(name);
    }

    Optional<Value> read(String attribute) {
        return read(new Name.OfAttribute(attribute));
    }

    Optional<Value> read(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> read(name);
            case Operand.Constant(var value) -> Optional.of(value);
            case Operand.ListOf(var items) ->
                Optional.of(items.stream()
                                .flatMap(item -> read(item).stream())
                                .flatMap(Inputs::spread)
                                .toList())
                        .filter(found -> !found.isEmpty())
                        .map(Value.Items::new);
        };
    }

    /** A list inside a written list stands for its items. */
    private static Stream<Value> spread(Value item) {
        return switch (item) {
            case Value.Items(var items) -> items.stream();
            case Value.Tags(var sorted) -> sorted.stream().map(Value.Text::new);
            case Value.Text _,
                    Value.Amount _,
                    Value.Flag _,
                    Value.Moment _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> Stream.of(item);
        };
    }

    Optional<BigDecimal> number(Operand operand) {
        return read(operand).flatMap(this::number);
    }

    Optional<BigDecimal> number(Value value) {
        return problems.usable(conversions.number(value));
    }

    Optional<String> text(Operand operand) {
        return read(operand).flatMap(value -> problems.usable(conversions.text(value)));
    }

    Optional<Instant> date(Operand operand) {
        return read(operand).flatMap(this::date);
    }

    Optional<Instant> date(Value value) {
        return problems.usable(conversions.date(value));
    }

    /** All of them, or none if one of them has no text. */
    Optional<List<String>> texts(Operand operand) {
        return read(operand).flatMap(this::texts);
    }

    Optional<List<String>> texts(Value value) {
        return problems.usable(conversions.texts(value));
    }

    Optional<List<Value>> list(Operand operand) {
        return read(operand).flatMap(value -> problems.usable(conversions.list(value)));
    }

    /** As the items of a list of that type; those that cannot be that are left out. */
    Optional<List<Value>> list(Type type, Operand operand) {
        return read(operand).flatMap(value -> list(type, value));
    }

    Optional<List<Value>> list(Type type, Value value) {
        return problems.usable(conversions.list(value))
                .map(items -> items.stream()
                        .flatMap(item -> problems.usable(conversions.item(type, item)).stream())
                        .toList());
    }
}
