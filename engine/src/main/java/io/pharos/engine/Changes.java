package io.pharos.engine;

import io.pharos.model.Attribute.Shape;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Value.Timeline;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of values and of conditions when they may change by time alone. */
final class Changes {
    private final Layout layout;
    private final Checks checks;
    private final ZoneId zone;

    Changes(Layout layout, Checks checks, ZoneId zone) {
        this.layout = layout;
        this.checks = checks;
        this.zone = zone;
    }

    /** {@link Moments#NONE} if the comparison stays as it is unless somebody writes something. */
    Moments of(Condition.Compare comparison) {
        if (!(comparison.name() instanceof Name.OfAttribute)) {
            return Moments.NONE; // There is no event by which time alone could change something.
        }
        var read = checks.reads().name(comparison.name());
        var limits = comparison.operator().comparands();
        var elapsed = elapsed(comparison.name());
        var own = elapsed == null ? of(comparison.name()) : limits(elapsed, limits);
        return own.and(ofLimits(read, limits));
    }

    Moments of(Did did, Measure measure) {
        var key = Behaviours.Key.of(did, measure);
        var slot = layout.slot(checks.behaviours().name(key));
        var track = checks.track(key);
        Moments window = did.within()
                .<Moments>map(span -> (frame, after) -> frame.values[slot] instanceof Timeline timeline
                        ? track.next(timeline, span, after)
                        : Profile.NEVER)
                .orElse(Moments.NONE);
        var limits = measure.tests().stream()
                .flatMap(test -> test.comparands().stream())
                .toList();
        return window.and(ofLimits(checks.figure(did, measure), limits));
    }

    Moments of(Condition.Sequence sequence) {
        if (sequence.ending().isEmpty() && sequence.within().isEmpty()) {
            return Moments.NONE;
        }
        var course = checks.course(sequence);
        var slot = layout.slot(checks.behaviours().sequence(sequence));
        return (frame, after) -> course.next(frame.values[slot], after);
    }

    /** When what something is compared with moves past it, or becomes another. */
    private Moments ofLimits(Read read, List<Comparand> limits) {
        return limits.stream()
                .map(limit -> switch (limit) {
                    case Comparand.Constant _ -> Moments.NONE;
                    case Comparand.OtherAttribute(var attribute, var _) -> of(attribute);
                    case Comparand.Ago(var span) -> passing(read, span, true);
                    case Comparand.FromNow(var span) -> passing(read, span, false);
                })
                .reduce(Moments.NONE, Moments::and);
    }

    /** The moment at which a date is so far back or ahead, and the millisecond after it. */
    private Moments passing(Read read, Span span, boolean back) {
        return (frame, after) -> {
            if (!(read.value(frame) instanceof Value.Moment(var date))) {
                return Profile.NEVER;
            }
            var reached = (back ? span.after(date, zone) : span.before(date, zone)).toEpochMilli();
            return reached > after ? reached : reached + 1 > after ? reached + 1 : Profile.NEVER;
        };
    }

    private Moments of(Name name) {
        return name instanceof Name.OfAttribute(var attribute) ? of(attribute) : Moments.NONE;
    }

    private Moments of(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> of(name);
            case Operand.Constant _ -> Moments.NONE;
            case Operand.ListOf(var items) -> ofAll(items);
        };
    }

    private Moments ofAll(List<Operand> operands) {
        return operands.stream().map(this::of).reduce(Moments.NONE, Moments::and);
    }

    private Moments of(String attribute) {
        var expression = layout.expression(attribute);
        return expression.isPresent() ? of(expression.get()) : ofSlot(layout.slot(attribute));
    }

    private Moments ofSlot(int slot) {
        return switch (layout.attribute(slot).shape()) {
            case Shape.Timeline(var keep, var _)
            when keep.isPresent() ->
                (frame, after) -> frame.values[slot] instanceof Timeline(var entries)
                        ? Timelines.nextToGo(entries, keep.get(), zone, after)
                        : Profile.NEVER;
            case Shape.Funnel(var _, var within)
            when within.isPresent() ->
                (frame, after) -> {
                    var end = frame.values[slot] instanceof Value.Funnel funnel
                            ? Funnels.end(funnel, within.get(), zone)
                            : Profile.NEVER;
                    return end > after ? end : Profile.NEVER;
                };
            case Shape.Plain _, Shape.Whole _, Shape.Timeline _, Shape.Funnel _ -> Moments.NONE;
        };
    }

    private Moments of(Expression expression) {
        return switch (expression) {
            case Expression.Of(var operand) -> of(operand);
            case Expression.Arithmetic(var _, var operands) -> ofAll(operands);
            case Expression.Aggregate(var _, var list) -> of(list);
            case Expression.CountOf(var counted) -> of(counted);
            case Expression.Join(var parts, var _) -> ofAll(parts);
            case Expression.Format(var date, var _, var _) -> of(date);
            case Expression.Parse(var text, var _, var _) -> of(text);
            case Expression.OfEpoch(var number, var _) -> of(number);
            case Expression.Between(var from, var to, var _, var _) -> of(from).and(of(to));
            case Expression.Elapsed elapsed -> units(elapsed);
            case Expression.ChangeIn _ -> Moments.NONE;
            case Expression.Without(var items, var without) -> of(items).and(of(without));
            case Expression.Pairs(var keys, var values) -> of(keys).and(of(values));
            case Expression.TopKey(var tally) -> of(tally);
            case Expression.TopKeys(var tally, var _) -> of(tally);
            case Expression.KeysAbove(var tally, var _) -> of(tally);
            case Expression.ValueOf(var tally, var key) -> of(tally).and(of(key));
            case Expression.Rolling(var _, var timeline, var _, var within) ->
                within.map(span -> of(timeline).and(window(timeline, span))).orElseGet(() -> of(timeline));
            case Expression.LongestGap(var timeline, var _, var _) -> of(timeline);
        };
    }

    private Moments window(String timeline, Span span) {
        var read = checks.reads().attribute(timeline);
        return (frame, after) -> read.value(frame) instanceof Timeline(var entries)
                ? Math.min(Timelines.nextToGo(entries, span, zone, after), Timelines.nextToCome(entries, after))
                : Profile.NEVER;
    }

    private Expression.@Nullable Elapsed elapsed(Name name) {
        return name instanceof Name.OfAttribute(var attribute)
                        && layout.expression(attribute).orElse(null) instanceof Expression.Elapsed elapsed
                ? elapsed
                : null;
    }

    /** When one more unit has gone by. */
    private Moments units(Expression.Elapsed elapsed) {
        var since = checks.reads().operand(elapsed.since());
        var lengths = new Lengths(elapsed.unit(), elapsed.whole(), zone);
        Moments own = (frame, after) -> {
            if (!(since.value(frame) instanceof Value.Moment(var date))) {
                return Profile.NEVER;
            }
            var from = date.toEpochMilli();
            return after < from
                    ? from
                    : lengths.reached(from, new Lengths(elapsed.unit(), true, zone).between(from, after), true);
        };
        return own.and(of(elapsed.since()));
    }

    /** When the time gone by reaches what it is compared with, and when it is more. */
    private Moments limits(Expression.Elapsed elapsed, List<Comparand> limits) {
        var since = checks.reads().operand(elapsed.since());
        var lengths = new Lengths(elapsed.unit(), elapsed.whole(), zone);
        var reads = new ArrayList<Read>();
        limits.forEach(limit -> reads.add(checks.comparand(limit)));
        Moments own = (frame, after) -> {
            if (!(since.value(frame) instanceof Value.Moment(var date))) {
                return Profile.NEVER;
            }
            var from = date.toEpochMilli();
            var next = Profile.NEVER;
            for (var read : reads) {
                if (read.value(frame) instanceof Value.Amount(var limit)) {
                    next = Math.min(next, passing(lengths, from, limit, after));
                }
            }
            return next;
        };
        return own.and(of(elapsed.since()));
    }

    private static long passing(Lengths lengths, long from, BigDecimal limit, long after) {
        return Stream.of(false, true)
                .mapToLong(more -> lengths.reached(from, limit, more))
                .filter(moment -> moment > after)
                .min()
                .orElse(Profile.NEVER);
    }
}
