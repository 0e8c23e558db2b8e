package io.pharos.engine;

import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Compiles operators. */
final class Tests {
    private final ZoneId zone;
    private final Reads reads;

    Tests(ZoneId zone, Reads reads) {
        this.zone = zone;
        this.reads = reads;
    }

    /** A compiled operator. */
    interface Test {
        boolean holds(@Nullable Value value, Frame frame);
    }

    Test compile(Operator operator) {
        return switch (operator) {
            case Operator.Is(var other, var ignoreCase) -> equal(other, ignoreCase);
            case Operator.IsNot(var other, var ignoreCase) -> different(other, ignoreCase);
            case Operator.In(var values, var ignoreCase) -> in(values, ignoreCase);
            case Operator.Contains(var part, var ignoreCase) -> {
                var wanted = fold(part, ignoreCase);
                yield some(text -> fold(text, ignoreCase).contains(wanted));
            }
            case Operator.StartsWith(var part, var ignoreCase) -> {
                var wanted = fold(part, ignoreCase);
                yield text(text -> fold(text, ignoreCase).startsWith(wanted));
            }
            case Operator.EndsWith(var part, var ignoreCase) -> {
                var wanted = fold(part, ignoreCase);
                yield text(text -> fold(text, ignoreCase).endsWith(wanted));
            }
            case Operator.Matches(var pattern) ->
                text(text -> pattern.matcher(text).find());
            case Operator.Exists(var expected) -> (value, _) -> (value != null) == expected;
            case Operator.Ordered(var comparison, var other) -> ordered(comparison, other);
            case Operator.Between(var least, var greatest) -> {
                var from = ordered(Operator.Comparison.AT_LEAST, least);
                var to = ordered(Operator.Comparison.AT_MOST, greatest);
                yield (value, frame) -> from.holds(value, frame) && to.holds(value, frame);
            }
            case Operator.Within(var span) -> ordered(Operator.Comparison.ABOVE, new Comparand.Ago(span));
            case Operator.OnDay(var day) ->
                date(at -> at.atZone(zone).toLocalDate().equals(day));
            case Operator.Has(var items, var all, var ignoreCase) -> has(items, all, ignoreCase);
            case Operator.Count(var inner) ->
                count(inner.stream().map(this::compile).toList());
            case Operator.Key(var key, var inner) ->
                key(key, inner.stream().map(this::compile).toList());
        };
    }

    private Test equal(Comparand other, boolean ignoreCase) {
        return switch (other) {
            case Comparand.Constant(var constant) -> (value, _) -> value != null && same(value, constant, ignoreCase);
            case Comparand.OtherAttribute another -> {
                var read = another(another);
                yield (value, frame) -> {
                    var found = value == null ? null : read.value(frame);
                    return value != null && found != null && same(value, found, ignoreCase);
                };
            }
            case Comparand.Ago(var span) -> age(span, sign -> sign == 0);
        };
    }

    /** True of a missing value, false against a missing other one. */
    private Test different(Comparand other, boolean ignoreCase) {
        var equal = equal(other, ignoreCase);
        if (other instanceof Comparand.OtherAttribute another) {
            var read = another(another);
            return (value, frame) -> read.value(frame) != null && !equal.holds(value, frame);
        }
        return (value, frame) -> !equal.holds(value, frame);
    }

    private Test in(List<Value> values, boolean ignoreCase) {
        return (value, _) -> {
            if (value != null) {
                for (var candidate : values) {
                    if (same(value, candidate, ignoreCase)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    private Test ordered(Operator.Comparison comparison, Comparand other) {
        return switch (other) {
            case Comparand.Constant(Value.Amount(var limit)) ->
                (value, _) -> value != null && holds(comparison, compare(value, limit));
            case Comparand.Constant(var constant) ->
                (value, _) -> value != null && holds(comparison, compare(value, constant));
            case Comparand.OtherAttribute another -> {
                var read = another(another);
                yield (value, frame) -> {
                    var found = value == null ? null : read.value(frame);
                    return value != null && found != null && holds(comparison, compare(value, found));
                };
            }
            case Comparand.Ago(var span) -> age(span, sign -> holds(comparison, sign));
        };
    }

    private static final int INCOMPARABLE = Integer.MIN_VALUE;

    private static boolean holds(Operator.Comparison comparison, int sign) {
        return sign != INCOMPARABLE
                && switch (comparison) {
                    case ABOVE -> sign > 0;
                    case AT_LEAST -> sign >= 0;
                    case BELOW -> sign < 0;
                    case AT_MOST -> sign <= 0;
                };
    }

    private interface Sign {
        boolean fits(int sign);
    }

    /** Compares a date with the moment {@code span} ago, from the date's side: see {@link Span}. */
    private Test age(Span span, Sign sign) {
        if (span instanceof Span.Fixed(var length)) {
            // The same in plain numbers: every deadline is asked for with it.
            var millis = length.toMillis();
            return (value, frame) -> {
                var moment = value == null ? null : Coercion.moment(value, zone);
                return moment != null && sign.fits(Long.compare(moment.at().toEpochMilli() + millis, frame.now));
            };
        }
        return (value, frame) -> {
            var moment = value == null ? null : Coercion.moment(value, zone);
            return moment != null
                    && sign.fits(Long.compare(span.after(moment.at(), zone).toEpochMilli(), frame.now));
        };
    }

    private static int compare(Value value, BigDecimal limit) {
        var number = Coercion.number(value);
        return number == null ? INCOMPARABLE : number.compareTo(limit);
    }

    private int compare(Value value, Value other) {
        return switch (other) {
            case Value.Amount(var limit) -> compare(value, limit);
            case Value.Moment(var at) -> {
                var moment = Coercion.moment(value, zone);
                yield moment == null ? INCOMPARABLE : Integer.signum(moment.at().compareTo(at));
            }
            case Value.Text _, Value.Flag _, Value.Items _, Value.Tags _, Value.Tally _ -> INCOMPARABLE;
        };
    }

    private boolean same(Value value, Value other, boolean ignoreCase) {
        return switch (other) {
            case Value.Text(var text) -> {
                var found = Coercion.text(value);
                yield found != null && equal(found, text, ignoreCase);
            }
            case Value.Amount _, Value.Moment _ -> compare(value, other) == 0;
            case Value.Flag flag -> flag.equals(Coercion.flag(value));
            case Value.Items _, Value.Tags _, Value.Tally _ -> value.equals(other);
        };
    }

    private Read another(Comparand.OtherAttribute other) {
        var read = reads.attribute(other.attribute());
        if (other.times().compareTo(BigDecimal.ONE) == 0) {
            return read;
        }
        return frame -> {
            var found = read.value(frame);
            if (!(found instanceof Value.Amount(var amount))) {
                return null;
            }
            var product = amount.multiply(other.times(), Value.PRECISION);
            return Value.Amount.fits(product) ? new Value.Amount(product) : null;
        };
    }

    /** Of a property that is a number or a flag, its text: rows of a file bring the same value as text. */
    private static Test text(Predicate<String> predicate) {
        return (value, _) -> {
            var text = value == null ? null : Coercion.text(value);
            return text != null && predicate.test(text);
        };
    }

    private Test date(Predicate<Instant> predicate) {
        return (value, _) -> {
            var moment = value == null ? null : Coercion.moment(value, zone);
            return moment != null && predicate.test(moment.at());
        };
    }

    /** The text, or some item, or some key. */
    private static Test some(Predicate<String> predicate) {
        return (value, _) -> switch (value) {
            case null -> false;
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> {
                var text = Coercion.text(value);
                yield text != null && predicate.test(text);
            }
            case Value.Tags(var sorted) -> sorted.stream().anyMatch(predicate);
            case Value.Items(var items) ->
                items.stream().map(Coercion::text).anyMatch(text -> text != null && predicate.test(text));
            case Value.Tally(var entries, var _) -> entries.stream().anyMatch(entry -> predicate.test(entry.key()));
        };
    }

    private static Test has(List<String> items, boolean all, boolean ignoreCase) {
        return (value, frame) -> {
            if (value == null) {
                return false;
            }
            for (var item : items) {
                if (has(value, item, ignoreCase) != all) {
                    return !all;
                }
            }
            return all;
        };
    }

    private static boolean has(Value value, String item, boolean ignoreCase) {
        return switch (value) {
            case Value.Tags tags when !ignoreCase -> tags.has(item);
            case Value.Tally tally when !ignoreCase -> tally.amount(item).isPresent();
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> {
                var text = Coercion.text(value);
                yield text != null && equal(text, item, ignoreCase);
            }
            case Value.Tags(var sorted) -> sorted.stream().anyMatch(text -> equal(text, item, ignoreCase));
            case Value.Tally(var entries, var _) ->
                entries.stream().anyMatch(entry -> equal(entry.key(), item, ignoreCase));
            case Value.Items(var items) ->
                items.stream().map(Coercion::text).anyMatch(text -> text != null && equal(text, item, ignoreCase));
        };
    }

    private static boolean equal(String a, String b, boolean ignoreCase) {
        return ignoreCase ? fold(a, true).equals(fold(b, true)) : a.equals(b);
    }

    private static Test count(List<Test> tests) {
        return every(tests, value -> switch (value) {
            case null -> 0;
            case Value.Items(var items) -> items.size();
            case Value.Tags(var sorted) -> sorted.size();
            case Value.Tally(var entries, var _) -> entries.size();
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> -1;
        });
    }

    private static Test every(List<Test> tests, ToIntFunction<@Nullable Value> counter) {
        return (value, frame) -> {
            var count = counter.applyAsInt(value);
            return count >= 0 && every(tests, Value.Amount.of(count), frame);
        };
    }

    private static Test key(String key, List<Test> tests) {
        return (value, frame) -> value instanceof Value.Tally tally
                && tally.amount(key)
                        .map(amount -> every(tests, new Value.Amount(amount), frame))
                        .orElse(false);
    }

    private static boolean every(List<Test> tests, Value value, Frame frame) {
        for (var test : tests) {
            if (!test.holds(value, frame)) {
                return false;
            }
        }
        return true;
    }

    private static String fold(String text, boolean ignoreCase) {
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
