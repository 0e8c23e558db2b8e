package io.pharos.engine.testkit;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.pharos.model.Attribute.Type;
import io.pharos.model.Expression;
import io.pharos.model.Expression.Calculation;
import io.pharos.model.Expression.Summary;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.TimePattern;
import io.pharos.model.Unit;
import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import io.pharos.model.Value.Timeline.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What expressions come to at one moment. */
final class Formulas {
    private static final Comparator<Tally.Entry> FAVOURITES_FIRST = comparing(Tally.Entry::amount, reverseOrder())
            .thenComparing(Tally.Entry::touched, reverseOrder())
            .thenComparing(Tally.Entry::key, Value.BY_CODE_POINT);

    private final Type type;
    private final int mostItems;
    private final Instant now;
    private final Inputs inputs;
    private final Function<Name, Optional<Value>> before;
    private final Conversions conversions;
    private final Distance distance;
    private final Problems problems;

    /**
     * @param type that of the attribute whose value is computed
     * @param before the values as the event met them
     */
    Formulas(
            Type type,
            int mostItems,
            Instant now,
            Inputs inputs,
            Function<Name, Optional<Value>> before,
            Conversions conversions,
            Problems problems) {
        this.type = type;
        this.mostItems = mostItems;
        this.now = now;
        this.inputs = inputs;
        this.before = before;
        this.conversions = conversions;
        this.distance = new Distance(conversions.zone());
        this.problems = problems;
    }

    Optional<Value> of(Expression expression) {
        return switch (expression) {
            case Expression.Of(var operand) -> inputs.read(operand);
            case Expression.Arithmetic(var calculation, var operands) -> calculated(calculation, operands);
            case Expression.Aggregate(var summary, var list) ->
                inputs.list(list)
                        .flatMap(items -> summed(
                                summary,
                                items.stream()
                                        .flatMap(item -> conversions.number(item).stream())
                                        .toList()));
            case Expression.CountOf(var counted) ->
                Optional.of(
                        Value.Amount.of(inputs.read(counted).map(Formulas::size).orElse(0)));
            case Expression.Join(var parts, var with) -> joined(parts, with);
            case Expression.Format(var date, var pattern, var zone) ->
                inputs.date(date).map(at -> new Value.Text(new TimePattern(pattern, zone).write(at)));
            case Expression.Parse(var text, var pattern, var zone) ->
                inputs.text(text)
                        .flatMap(found -> problems.usable(parsed(found, new TimePattern(pattern, zone))))
                        .map(Value.Moment::new);
            case Expression.OfEpoch(var number, var millis) ->
                inputs.number(number)
                        .flatMap(found -> problems.usable(ofEpoch(millis ? found : found.movePointRight(3))))
                        .map(Value.Moment::new);
            case Expression.Between(var from, var to, var unit, var whole) -> {
                var start = inputs.date(from);
                var end = inputs.date(to);
                yield start.flatMap(one -> end.map(other -> apart(one, other, unit, whole)));
            }
            case Expression.Elapsed(var since, var unit, var whole) ->
                inputs.date(since).map(date -> date.isAfter(now) ? Value.Amount.ZERO : apart(date, now, unit, whole));
            case Expression.ChangeIn(var name, var unit) ->
                unit.isEmpty() ? changeOfNumber(name) : changeOfDate(name, unit.get());
            case Expression.Without(var items, var without) -> {
                var all = inputs.list(type, items);
                var left = inputs.list(type, without);
                yield all.flatMap(some -> left.map(gone -> new Value.Items(
                        some.stream().filter(item -> !gone.contains(item)).toList())));
            }
            case Expression.Pairs(var keys, var values) -> {
                var texts = inputs.texts(keys);
                var amounts = inputs.list(values);
                yield texts.flatMap(some -> amounts.map(others -> paired(some, others)));
            }
            case Expression.TopKey(var tally) -> favourites(tally).findFirst().map(Value.Text::new);
            case Expression.TopKeys(var tally, var count) ->
                Optional.of(favourites(tally)
                                .limit(count)
                                .<Value>map(Value.Text::new)
                                .toList())
                        .filter(keys -> !keys.isEmpty())
                        .map(Value.Items::new);
            case Expression.KeysAbove(var tally, var amount) ->
                tally(tally)
                        .map(found -> new Value.Items(found.entries().stream()
                                .filter(entry -> entry.amount().compareTo(amount) > 0)
                                .<Value>map(entry -> new Value.Text(entry.key()))
                                .toList()));
            case Expression.ValueOf(var tally, var key) -> {
                var text = inputs.text(key);
                yield tally(tally).flatMap(found -> text.flatMap(found::amount).map(Value.Amount::new));
            }
            case Expression.Rolling rolling -> rolled(rolling);
            case Expression.LongestGap(var timeline, var unit, var whole) -> {
                var entries = entries(timeline);
                yield IntStream.range(1, entries.size())
                        .mapToObj(i -> distance.between(
                                entries.get(i - 1).at(), entries.get(i).at(), unit, whole))
                        .max(BigDecimal::compareTo)
                        .map(Value.Amount::new);
            }
        };
    }

    private Optional<Value> calculated(Calculation calculation, List<Operand> operands) {
        var numbers = new ArrayList<BigDecimal>();
        for (var operand : operands) {
            inputs.number(operand).ifPresent(numbers::add);
        }
        if (numbers.size() < operands.size()) {
            return Optional.empty();
        }
        return switch (calculation) {
            case RATIO ->
                numbers.get(1).signum() == 0
                        ? Optional.empty()
                        : amount(numbers.get(0).divide(numbers.get(1), Value.PRECISION));
            case PRODUCT -> amount(numbers.stream().reduce(BigDecimal::multiply).orElseThrow());
            case SUM -> amount(numbers.stream().reduce(BigDecimal::add).orElseThrow());
            case DIFFERENCE -> amount(numbers.get(0).subtract(numbers.get(1)));
        };
    }

    private Optional<Value> summed(Summary summary, List<BigDecimal> numbers) {
        return Summing.of(summary, numbers).flatMap(this::amount);
    }

    private Optional<Value> amount(BigDecimal amount) {
        return problems.usable(Optional.of(amount).map(Value.Amount::rounded).filter(Value.Amount::fits))
                .map(Value.Amount::new);
    }

    private static int size(Value value) {
        return switch (value) {
            case Value.Items(var items) -> items.size();
            case Value.Tags(var sorted) -> sorted.size();
            case Tally tally -> tally.entries().size();
            case Value.Timeline(var entries) -> entries.size();
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> 1;
            case Value.Funnel _ -> throw new IllegalArgumentException("has no items: " + value);
        };
    }

    private Optional<Value> joined(List<Operand> parts, String with) {
        var texts = new ArrayList<String>();
        for (var part : parts) {
            inputs.text(part).ifPresent(texts::add);
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Value.Text(String.join(with, texts)));
    }

    private static Optional<Instant> parsed(String text, TimePattern pattern) {
        return pattern.read(text).flatMap(Conversions::inRange).map(at -> new Value.Moment(at).at());
    }

    private static Optional<Instant> ofEpoch(BigDecimal millis) {
        // So large that it would not even be a number of milliseconds.
        if (millis.abs().compareTo(new BigDecimal("1e18")) > 0) {
            return Optional.empty();
        }
        var whole = millis.setScale(0, RoundingMode.FLOOR).longValueExact();
        return Conversions.inRange(Instant.ofEpochMilli(whole));
    }

    private Value apart(Instant one, Instant other, Unit unit, boolean whole) {
        return new Value.Amount(distance.between(one, other, unit, whole));
    }

    private Optional<Value> changeOfNumber(Name name) {
        return inputs.read(name)
                .flatMap(inputs::number)
                .flatMap(later -> before.apply(name)
                        .flatMap(conversions::number)
                        .flatMap(earlier -> amount(later.subtract(earlier))));
    }

    private Optional<Value> changeOfDate(Name name, Unit unit) {
        return inputs.read(name)
                .flatMap(inputs::date)
                .flatMap(later -> before.apply(name)
                        .flatMap(conversions::date)
                        .map(earlier -> apart(earlier, later, unit, false)));
    }

    private Value paired(List<String> keys, List<Value> values) {
        if (keys.size() != values.size()) {
            problems.meet();
        }
        var sum = new Increases(Tally.EMPTY, mostItems, problems);
        for (var i = 0; i < Math.min(keys.size(), values.size()); i++) {
            var key = keys.get(i);
            inputs.number(values.get(i)).ifPresent(amount -> sum.add(key, amount));
        }
        return sum.tally();
    }

    private Optional<Tally> tally(String attribute) {
        return inputs.read(attribute).map(Tally.class::cast);
    }

    private Stream<String> favourites(String tally) {
        return tally(tally).stream()
                .flatMap(found -> found.entries().stream())
                .sorted(FAVOURITES_FIRST)
                .map(Tally.Entry::key);
    }

    /** Those that can be seen; of a timeline that is missing, none. */
    private List<Point> entries(String timeline) {
        return inputs.read(timeline)
                .map(found -> ((Value.Timeline) found).entries())
                .orElse(List.of());
    }

    private Optional<Value> rolled(Expression.Rolling rolling) {
        var entries = entries(rolling.timeline()).stream()
                .filter(entry -> rolling.within().isEmpty()
                        || (!entry.at().isAfter(now)
                                && rolling.within()
                                        .get()
                                        .after(entry.at(), conversions.zone())
                                        .isAfter(now)))
                .toList();
        if (rolling.summary() == Summary.COUNT) {
            return Optional.of(Value.Amount.of(entries.size()));
        }
        var captured = entries.stream()
                .flatMap(entry ->
                        Optional.ofNullable(entry.captured().get(rolling.field().orElseThrow())).stream())
                .toList();
        return type == Type.TALLY
                ? Optional.of(keyByKey(rolling.summary(), captured)).filter(tally -> isThere(rolling.summary(), tally))
                : summed(
                        rolling.summary(),
                        captured.stream()
                                .flatMap(value -> numbers(rolling.summary(), value))
                                .toList());
    }

    private static boolean isThere(Summary summary, Value tally) {
        return summary == Summary.SUM || !tally.equals(Tally.EMPTY);
    }

    /** The greatest and the least are found among the amounts of tallies as well. */
    private Stream<BigDecimal> numbers(Summary summary, Value value) {
        var ofKeys = summary == Summary.MAX || summary == Summary.MIN;
        return value instanceof Tally tally
                ? tally.entries().stream().filter(_ -> ofKeys).map(Tally.Entry::amount)
                : conversions.number(value).stream();
    }

    private Value keyByKey(Summary summary, List<Value> captured) {
        Map<String, List<BigDecimal>> byKey = captured.stream()
                .filter(Tally.class::isInstance)
                .flatMap(tally -> ((Tally) tally).entries().stream())
                .collect(Collectors.groupingBy(
                        Tally.Entry::key,
                        () -> new TreeMap<>(Value.BY_CODE_POINT),
                        Collectors.mapping(Tally.Entry::amount, Collectors.toList())));
        return new Tally(
                byKey.entrySet().stream()
                        .flatMap(each -> Summing.of(summary, each.getValue())
                                .filter(Value.Amount::fits)
                                .map(amount -> new Tally.Entry(each.getKey(), amount, 0))
                                .stream())
                        .toList(),
                0);
    }
}
