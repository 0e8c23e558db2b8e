package io.pharos.engine.testkit;

import static java.util.Comparator.comparing;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** How enrichments change the value of one attribute, and whether there was something they could not use. */
final class Writing {
    private static final Comparator<Value> ORDER = (a, b) -> switch (a) {
        case Value.Amount(var amount) -> amount.compareTo(((Value.Amount) b).amount());
        case Value.Moment(var at) -> at.compareTo(((Value.Moment) b).at());
        case Value.Text(var text) -> Value.BY_CODE_POINT.compare(text, ((Value.Text) b).text());
        case Value.Flag _, Value.Items _, Value.Tags _, Tally _ ->
            throw new IllegalArgumentException("no greatest or least of " + a);
    };

    private final Type type;
    private final Conversions conversions;
    private final Function<Name, Optional<Value>> reader;
    private boolean problem;

    Writing(Attribute attribute, Conversions conversions, Function<Name, Optional<Value>> reader) {
        this.type = attribute.type();
        this.conversions = conversions;
        this.reader = reader;
    }

    /** Whether some operand so far could not be used, in whole or in part. */
    boolean metProblem() {
        return problem;
    }

    Optional<Value> after(Operation operation, Optional<Value> before) {
        return switch (operation) {
            case Operation.Clear() -> Optional.empty();
            case Operation.Set(var _, var keep) when keep == Keep.FIRST && before.isPresent() -> before;
            case Operation.Set(var to, var keep) ->
                read(to).flatMap(value -> usable(conversions.to(type, value)))
                        .filter(value -> replaces(value, before, keep))
                        .map(value -> (Value) value)
                        .or(() -> before);
            case Operation.Increase(var by) ->
                number(by).flatMap(amount -> sum(before, amount)).or(() -> before);
            case Operation.Decrease(var by) ->
                number(by).flatMap(amount -> sum(before, amount.negate())).or(() -> before);
            case Operation.Add(var from) ->
                read(from)
                        .flatMap(value -> usable(conversions.items(value)))
                        .filter(items -> before.isPresent() || !items.isEmpty())
                        .map(items -> plus(before, items))
                        .or(() -> before);
            case Operation.Remove(var item) ->
                read(item)
                        .flatMap(value -> usable(conversions.items(value)))
                        .flatMap(items -> before.map(set -> minus(set, items)))
                        .or(() -> before);
            case Operation.IncreaseKeys(var keys, var by) ->
                read(keys)
                        .flatMap(found -> read(by).map(amounts -> increased(before, found, amounts)))
                        .orElse(before);
            case Operation.RemoveKey(var key) ->
                read(key)
                        .flatMap(value -> usable(conversions.items(value)))
                        .flatMap(keys -> before.map(tally -> without((Tally) tally, keys)))
                        .or(() -> before);
        };
    }

    private Optional<Value> read(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> reader.apply(name);
            case Operand.Constant(var value) -> Optional.of(value);
            case Operand.ListOf(var items) ->
                Optional.of(items.stream()
                                .flatMap(item -> read(item).stream())
                                .flatMap(Writing::spread)
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
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _, Tally _ -> Stream.of(item);
        };
    }

    private <T> Optional<T> usable(Optional<T> converted) {
        problem |= converted.isEmpty();
        return converted;
    }

    private static boolean replaces(Value value, Optional<Value> before, Keep keep) {
        if (before.isEmpty()) {
            return true;
        }
        return switch (keep) {
            case LAST -> true;
            case FIRST -> false;
            case GREATEST -> ORDER.compare(value, before.get()) > 0;
            case LEAST -> ORDER.compare(value, before.get()) < 0;
        };
    }

    private Optional<BigDecimal> number(Operand operand) {
        return read(operand).flatMap(value -> usable(conversions.number(value)));
    }

    private Optional<Value> sum(Optional<Value> before, BigDecimal more) {
        var amount = before.map(value -> ((Value.Amount) value).amount()).orElse(BigDecimal.ZERO);
        return usable(fitting(amount.add(more))).map(Value.Amount::new);
    }

    private static Optional<BigDecimal> fitting(BigDecimal amount) {
        return Value.Amount.fits(amount) ? Optional.of(amount) : Optional.empty();
    }

    private static Value plus(Optional<Value> before, Collection<String> items) {
        var union = new TreeSet<String>(Value.BY_CODE_POINT);
        before.ifPresent(set -> union.addAll(((Value.Tags) set).sorted()));
        union.addAll(items);
        return Value.Tags.of(union);
    }

    private static Value minus(Value set, Collection<String> items) {
        var rest = new ArrayList<>(((Value.Tags) set).sorted());
        rest.removeAll(items);
        return Value.Tags.of(rest);
    }

    private static Value without(Tally tally, Collection<String> keys) {
        var rest = tally.entries().stream()
                .filter(entry -> !keys.contains(entry.key()))
                .toList();
        return new Tally(rest, tally.increases());
    }

    private Optional<Value> increased(Optional<Value> before, Value found, Value by) {
        var keys = usable(conversions.items(found));
        if (keys.isEmpty()) {
            return before;
        }
        var amounts = by instanceof Value.Items(var items)
                ? items
                : repeated(by, keys.get().size());
        problem |= amounts.size() != keys.get().size();
        var after = before;
        for (var i = 0; i < Math.min(amounts.size(), keys.get().size()); i++) {
            var amount = usable(conversions.number(amounts.get(i)));
            if (amount.isPresent()) {
                after = increased(after, keys.get().get(i), amount.get());
            }
        }
        return after;
    }

    private static List<Value> repeated(Value by, int times) {
        return Collections.nCopies(times, by);
    }

    private Optional<Value> increased(Optional<Value> before, String key, BigDecimal by) {
        var tally = before.map(value -> (Tally) value).orElse(Tally.EMPTY);
        var sum = usable(fitting(tally.amount(key).orElse(BigDecimal.ZERO).add(by)));
        if (sum.isEmpty()) {
            return before;
        }
        var place = tally.increases() + 1;
        var entries = new ArrayList<>(tally.entries());
        entries.removeIf(entry -> entry.key().equals(key));
        entries.add(new Tally.Entry(key, sum.get(), place));
        entries.sort(comparing(Tally.Entry::key, Value.BY_CODE_POINT));
        return Optional.of(new Tally(entries, place));
    }
}
