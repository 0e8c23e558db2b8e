package io.pharos.model.write;

import com.google.re2j.Pattern;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Writes the tests of one value, such as {@code { at_least: 1 }}. */
final class Operators {
    private static final Comparand NOW = new Comparand.Ago(new Span.Fixed(Duration.ZERO));

    private Operators() {}

    static Flow.Entries all(List<Operator> operators) {
        var all = Flow.Entries.NOTHING;
        for (var operator : operators) {
            all = all.and(one(operator));
        }
        return all;
    }

    static Flow.Entries one(Operator operator) {
        return switch (operator) {
            case Operator.Is(var other, var ignoreCase) -> cased("is", comparand(other), ignoreCase);
            case Operator.IsNot(var other, var ignoreCase) -> cased("is_not", comparand(other), ignoreCase);
            case Operator.In(var values, var ignoreCase) ->
                cased("in", Flow.list(values.stream().map(Flow::value).toList()), ignoreCase);
            case Operator.Contains(var part, var ignoreCase) -> cased("contains", comparand(part), ignoreCase);
            case Operator.StartsWith(var part, var ignoreCase) -> cased("starts_with", comparand(part), ignoreCase);
            case Operator.EndsWith(var part, var ignoreCase) -> cased("ends_with", comparand(part), ignoreCase);
            case Operator.Matches(var pattern) -> matches(pattern);
            case Operator.Exists(var expected) -> Flow.of("exists", Flow.flag(expected));
            case Operator.Empty(var expected) -> Flow.of("empty", Flow.flag(expected));
            case Operator.Changed(var expected) -> Flow.of("changed", Flow.flag(expected));
            case Operator.Started(var expected) -> Flow.of("started", Flow.flag(expected));
            case Operator.Completed(var expected) -> Flow.of("completed", Flow.flag(expected));
            case Operator.StepDone(var step) -> Flow.of("step", Flow.text(step));
            case Operator.Ordered(var comparison, var other) -> Flow.of(word(comparison, other), comparand(other));
            case Operator.Between(var least, var greatest) ->
                Flow.of("between", Flow.list(List.of(comparand(least), comparand(greatest))));
            case Operator.Within(var span) -> Flow.of("within", Spans.span(span));
            case Operator.OnDay(var day) -> Flow.of("on_day", Flow.plain(day));
            case Operator.Has(var items, var all, var ignoreCase) -> has(items, all, ignoreCase);
            case Operator.HasOnly(var item) -> Flow.of("has_only", comparand(item));
            case Operator.Count(var tests) -> Flow.of("count", all(tests));
            case Operator.Key(var key, var tests, var ignoreCase) -> cased("key", Flow.of(key, all(tests)), ignoreCase);
        };
    }

    private static Flow.Entries cased(String word, Flow operand, boolean ignoreCase) {
        var written = Flow.of(word, operand);
        return ignoreCase ? written.and("ignore_case", Flow.flag(true)) : written;
    }

    private static Flow.Entries matches(Pattern pattern) {
        var written = cased("matches", Flow.text(pattern.pattern()), (pattern.flags() & Pattern.CASE_INSENSITIVE) != 0);
        return (pattern.flags() & Pattern.MULTILINE) != 0 ? written.and("multiline", Flow.flag(true)) : written;
    }

    private static Flow.Entries has(List<Comparand> items, boolean all, boolean ignoreCase) {
        if (all && items.size() == 1) {
            return cased("has", comparand(items.getFirst()), ignoreCase);
        }
        return cased(
                all ? "has_all" : "has_any",
                Flow.list(items.stream().map(Operators::comparand).toList()),
                ignoreCase);
    }

    /** Of moments, earlier and later have words of their own. */
    private static String word(Comparison comparison, Comparand other) {
        var isMoment = switch (other) {
            case Comparand.Constant(var value) -> value instanceof Value.Moment;
            case Comparand.Ago _, Comparand.FromNow _ -> true;
            case Comparand.OtherAttribute _ -> false;
        };
        return switch (comparison) {
            case ABOVE -> isMoment ? "after" : "above";
            case BELOW -> isMoment ? "before" : "below";
            case AT_LEAST -> "at_least";
            case AT_MOST -> "at_most";
        };
    }

    static Flow comparand(Comparand comparand) {
        return switch (comparand) {
            case Comparand.Constant(var value) -> Flow.value(value);
            case Comparand.OtherAttribute(var attribute, var times) -> {
                var written = Flow.of("attribute", Flow.text(attribute));
                yield times.compareTo(BigDecimal.ONE) == 0
                        ? written
                        : written.and("times", Flow.plain(times.toPlainString()));
            }
            case Comparand.Ago(var span) ->
                comparand.equals(NOW) ? Flow.plain("now") : Flow.plain(Spans.text(span) + " ago");
            case Comparand.FromNow(var span) -> Flow.plain(Spans.text(span) + " from now");
        };
    }
}
