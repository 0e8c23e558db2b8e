package io.pharos.collect;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Conditions over the columns of a row, whose values are text. Beside a number, text that is one counts as a number;
 * beside a moment, as one: in the time's own column in the form that the mapping says, elsewhere in ISO form. As
 * everywhere, a missing value passes only {@code exists: false} and {@code is_not}.
 */
final class RowCondition {
    private final ColumnTime time;

    private RowCondition(ColumnTime time) {
        this.time = time;
    }

    /** @throws IllegalArgumentException if the condition asks for something a row does not have */
    static Predicate<Row> compile(Condition condition, ColumnTime time) {
        return new RowCondition(time).compile(condition);
    }

    private Predicate<Row> compile(Condition condition) {
        return switch (condition) {
            case Condition.All(var conditions) -> {
                var all = conditions.stream().map(this::compile).toList();
                yield row -> all.stream().allMatch(each -> each.test(row));
            }
            case Condition.Any(var conditions) -> {
                var any = conditions.stream().map(this::compile).toList();
                yield row -> any.stream().anyMatch(each -> each.test(row));
            }
            case Condition.Not(var negated) -> compile(negated).negate();
            case Condition.Compare(var name, var operator) -> {
                var column = column(name);
                var test = compile(operator, column);
                yield row -> test.test(row.text(column));
            }
            case Condition.EventNamed _,
                    Condition.FromImport _,
                    Condition.RuleHolds _,
                    Condition.Wears _,
                    Condition.InSegment _,
                    Condition.Did _,
                    Condition.Sequence _ -> throw notForRows(condition);
        };
    }

    private static String column(Name name) {
        return switch (name) {
            case Name.Property(var property) -> property;
            // A column may have the name of an attribute.
            case Name.OfAttribute(var attribute) -> attribute;
            case Name.EventTime _, Name.OfIdentifier _ -> throw notForRows(name);
        };
    }

    private Predicate<Optional<String>> compile(Operator operator, String column) {
        return switch (operator) {
            case Operator.Is(var other, var ignoreCase) -> present(is(constant(other), ignoreCase, column));
            case Operator.IsNot(var other, var ignoreCase) ->
                present(is(constant(other), ignoreCase, column)).negate();
            case Operator.In(var values, var ignoreCase) ->
                present(text -> values.stream()
                        .anyMatch(value -> is(value, ignoreCase, column).test(text)));
            case Operator.Contains(var part, var ignoreCase) -> part(part, ignoreCase, String::contains);
            case Operator.StartsWith(var part, var ignoreCase) -> part(part, ignoreCase, String::startsWith);
            case Operator.EndsWith(var part, var ignoreCase) -> part(part, ignoreCase, String::endsWith);
            case Operator.Matches(var pattern) ->
                present(text -> pattern.matcher(text).find());
            case Operator.Exists(var expected) -> text -> text.isPresent() == expected;
            case Operator.Ordered(var comparison, var other) ->
                present(text -> ordered(text, constant(other), holds(comparison), column));
            case Operator.Between(var least, var greatest) ->
                present(text -> ordered(text, constant(least), order -> order >= 0, column)
                        && ordered(text, constant(greatest), order -> order <= 0, column));
            case Operator.Empty _,
                    Operator.Within _,
                    Operator.OnDay _,
                    Operator.Has _,
                    Operator.HasOnly _,
                    Operator.Count _,
                    Operator.Key _,
                    Operator.Changed _,
                    Operator.Started _,
                    Operator.Completed _,
                    Operator.StepDone _ -> throw notForRows(operator);
        };
    }

    private static Predicate<Optional<String>> present(Predicate<String> test) {
        return text -> text.filter(test).isPresent();
    }

    private static Predicate<Optional<String>> part(
            Comparand part, boolean ignoreCase, BiPredicate<String, String> test) {
        if (!(constant(part) instanceof Value.Text(var text))) {
            throw notForRows(part);
        }
        var expected = folded(text, ignoreCase);
        return present(found -> test.test(folded(found, ignoreCase), expected));
    }

    private static Value constant(Comparand comparand) {
        return switch (comparand) {
            case Comparand.Constant(var value) -> value;
            case Comparand.OtherAttribute _, Comparand.Ago _, Comparand.FromNow _ -> throw notForRows(comparand);
        };
    }

    private Predicate<String> is(Value value, boolean ignoreCase, String column) {
        return switch (value) {
            case Value.Text(var expected) -> text -> folded(text, ignoreCase).equals(folded(expected, ignoreCase));
            case Value.Flag(var set) -> Boolean.toString(set)::equalsIgnoreCase;
            case Value.Amount _, Value.Moment _ -> text -> ordered(text, value, order -> order == 0, column);
            case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ ->
                throw notForRows(value);
        };
    }

    private boolean ordered(String text, Value value, IntPredicate test, String column) {
        return switch (value) {
            case Value.Amount(var amount) ->
                ValueText.amount(text)
                        .filter(number -> test.test(number.amount().compareTo(amount)))
                        .isPresent();
            case Value.Moment(var moment) ->
                time.moment(text, column)
                        .filter(own -> test.test(own.compareTo(moment)))
                        .isPresent();
            case Value.Text(var other) -> test.test(Value.BY_CODE_POINT.compare(text, other));
            case Value.Flag _, Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ ->
                throw notForRows(value);
        };
    }

    private static IntPredicate holds(Operator.Comparison comparison) {
        return switch (comparison) {
            case ABOVE -> order -> order > 0;
            case AT_LEAST -> order -> order >= 0;
            case BELOW -> order -> order < 0;
            case AT_MOST -> order -> order <= 0;
        };
    }

    private static String folded(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static IllegalArgumentException notForRows(Object part) {
        return new IllegalArgumentException("a row of a file has columns only, to be compared with constants: " + part);
    }
}
