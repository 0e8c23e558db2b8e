package io.pharos.engine;

import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compiles operators. */
final class Tests {
    private final ZoneId zone;
    private final Reads reads;
    private final TextTests texts;
    private final ItemTests items;

    Tests(ZoneId zone, Reads reads) {
        this.zone = zone;
        this.reads = reads;
        this.texts = new TextTests(this);
        this.items = new ItemTests(this);
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
            case Operator.Contains(var part, var ignoreCase) -> texts.contains(part, ignoreCase);
            case Operator.StartsWith(var part, var ignoreCase) -> texts.startsWith(part, ignoreCase);
            case Operator.EndsWith(var part, var ignoreCase) -> texts.endsWith(part, ignoreCase);
            case Operator.Matches(var pattern) -> TextTests.matches(pattern);
            case Operator.Exists(var expected) -> (value, _) -> (value != null) == expected;
            case Operator.Empty(var expected) -> (value, _) -> ItemTests.isEmpty(value) == expected;
            case Operator.Ordered(var comparison, var other) -> ordered(comparison, other);
            case Operator.Between(var least, var greatest) -> {
                var from = ordered(Operator.Comparison.AT_LEAST, least);
                var to = ordered(Operator.Comparison.AT_MOST, greatest);
                yield (value, frame) -> from.holds(value, frame) && to.holds(value, frame);
            }
            case Operator.Within(var span) -> ordered(Operator.Comparison.ABOVE, new Comparand.Ago(span));
            case Operator.OnDay(var day) ->
                date(at -> at.atZone(zone).toLocalDate().equals(day));
            case Operator.Has(var wanted, var all, var ignoreCase) -> items.has(wanted, all, ignoreCase);
            case Operator.HasOnly(var item) -> items.hasOnly(item);
            case Operator.Count(var inner) -> ItemTests.count(every(inner));
            case Operator.Key(var key, var inner, var ignoreCase) -> ItemTests.key(key, every(inner), ignoreCase);
            case Operator.Started(var expected) ->
                funnel(funnel -> !funnel.done().isEmpty() == expected);
            case Operator.Completed(var expected) -> funnel(funnel -> funnel.completed() == expected);
            case Operator.StepDone(var step) -> funnel(funnel -> funnel.isDone(step));
            case Operator.Changed _ ->
                throw new IllegalArgumentException("a value alone does not tell whether it has changed");
        };
    }

    private Test every(List<Operator> operators) {
        var tests = operators.stream().map(this::compile).toArray(Test[]::new);
        return (value, frame) -> {
            for (var test : tests) {
                if (!test.holds(value, frame)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static Test funnel(Predicate<Value.Funnel> predicate) {
        return (value, _) -> value instanceof Value.Funnel funnel && predicate.test(funnel);
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
            case Comparand.Ago(var span) -> age(span, true, sign -> sign == 0);
            case Comparand.FromNow(var span) -> age(span, false, sign -> sign == 0);
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
            case Comparand.Ago(var span) -> age(span, true, sign -> holds(comparison, sign));
            case Comparand.FromNow(var span) -> age(span, false, sign -> holds(comparison, sign));
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

    /**
     * Compares a date with the moment {@code span} ago, or from now, from the date's side: see {@link Span}.
     *
     * @param back ago
     */
    private Test age(Span span, boolean back, Sign sign) {
        if (span instanceof Span.Fixed(var length)) {
            // The same in plain numbers: every deadline is asked for with it.
            var millis = back ? length.toMillis() : -length.toMillis();
            return (value, frame) -> {
                var moment = value == null ? null : Coercion.moment(value, zone);
                return moment != null && sign.fits(Long.compare(moment.at().toEpochMilli() + millis, frame.now));
            };
        }
        return (value, frame) -> {
            var moment = value == null ? null : Coercion.moment(value, zone);
            if (moment == null) {
                return false;
            }
            var reached = back ? span.after(moment.at(), zone) : span.before(moment.at(), zone);
            return sign.fits(Long.compare(reached.toEpochMilli(), frame.now));
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
            case Value.Text _,
                    Value.Flag _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> INCOMPARABLE;
        };
    }

    /** Whether {@code value} is the other one, read as what that is. */
    boolean same(Value value, Value other, boolean ignoreCase) {
        return switch (other) {
            case Value.Text(var text) -> {
                var found = Coercion.text(value);
                yield found != null && TextTests.equal(found, text, ignoreCase);
            }
            case Value.Amount _, Value.Moment _ -> compare(value, other) == 0;
            case Value.Flag flag -> flag.equals(Coercion.flag(value));
            case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ -> value.equals(other);
        };
    }

    /** What something is compared with, where that is a value and no moment. */
    Read comparand(Comparand comparand) {
        return switch (comparand) {
            case Comparand.Constant(var value) -> _ -> value;
            case Comparand.OtherAttribute other -> another(other);
            case Comparand.Ago _, Comparand.FromNow _ -> _ -> null;
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

    private Test date(Predicate<Instant> predicate) {
        return (value, _) -> {
            var moment = value == null ? null : Coercion.moment(value, zone);
            return moment != null && predicate.test(moment.at());
        };
    }
}
