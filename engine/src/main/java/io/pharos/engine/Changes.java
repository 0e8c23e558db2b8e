package io.pharos.engine;

import io.pharos.model.Attribute.Shape;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Span;
import io.pharos.model.Value;
import io.pharos.model.Value.Timeline;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says of values and of conditions when they may change by time alone. */
final class Changes {
    private final Layout layout;
    private final Checks checks;
    private final Inputs inputs;
    private final ZoneId zone;

    Changes(Layout layout, Checks checks, Inputs inputs, ZoneId zone) {
        this.layout = layout;
        this.checks = checks;
        this.inputs = inputs;
        this.zone = zone;
    }

    /** {@link Moments#NONE} if the comparison stays as it is unless somebody writes something. */
    Moments of(Condition.Compare comparison) {
        if (!(comparison.name() instanceof Name.OfAttribute(var attribute))) {
            return Moments.NONE; // There is no event by which time alone could change something.
        }
        var read = checks.reads().attribute(attribute);
        var limits = comparison.operator().comparands();
        var own = layout.expression(attribute).orElse(null) instanceof Expression.Elapsed elapsed
                ? limits(elapsed, limits).and(ofInputs(attribute))
                : of(attribute);
        return own.and(ofLimits(read, limits));
    }

    Moments of(Did did, Measure measure) {
        var key = Behaviours.Key.of(did, measure);
        var slot = layout.slot(checks.behaviours().name(key));
        var tracking = checks.tracking(key);
        Moments moments = did.within()
                .map(span -> new Window(span, zone))
                .<Moments>map(window -> (frame, after) -> {
                    var track = frame.track(slot);
                    return track == null ? Profile.NEVER : tracking.next(track, window, after);
                })
                .orElse(Moments.NONE);
        var limits = measure.tests().stream()
                .flatMap(test -> test.comparands().stream())
                .toList();
        return moments.and(ofLimits(checks.figure(did, measure), limits));
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

    /** Of an attribute and of all that it comes from: what follows from values changes when they do. */
    private Moments of(String attribute) {
        return ofItself(attribute).and(ofInputs(attribute));
    }

    private Moments ofInputs(String attribute) {
        return inputs.through(attribute).stream()
                .filter(each -> !each.equals(attribute))
                .map(this::ofItself)
                .reduce(Moments.NONE, Moments::and);
    }

    private Moments ofItself(String attribute) {
        return layout.expression(attribute).map(this::ofItself).orElseGet(() -> ofSlot(layout.slot(attribute)));
    }

    private Moments ofItself(Expression expression) {
        return switch (expression) {
            case Expression.Elapsed elapsed -> units(elapsed);
            case Expression.Rolling(var _, var timeline, var _, var within) ->
                within.map(span -> window(timeline, span)).orElse(Moments.NONE);
            case Expression.Of _,
                    Expression.Arithmetic _,
                    Expression.Aggregate _,
                    Expression.CountOf _,
                    Expression.Join _,
                    Expression.Format _,
                    Expression.Parse _,
                    Expression.OfEpoch _,
                    Expression.Between _,
                    Expression.ChangeIn _,
                    Expression.Without _,
                    Expression.Pairs _,
                    Expression.TopKey _,
                    Expression.TopKeys _,
                    Expression.KeysAbove _,
                    Expression.ValueOf _,
                    Expression.LongestGap _ -> Moments.NONE;
        };
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

    private Moments window(String timeline, Span span) {
        var read = checks.reads().attribute(timeline);
        return (frame, after) -> read.value(frame) instanceof Timeline(var entries)
                ? Math.min(Timelines.nextToGo(entries, span, zone, after), Timelines.nextToCome(entries, after))
                : Profile.NEVER;
    }

    /** When one more unit has gone by. */
    private Moments units(Expression.Elapsed elapsed) {
        var since = checks.reads().operand(elapsed.since());
        var units = new Lengths(elapsed.unit(), true, zone);
        return (frame, after) -> {
            if (!(since.value(frame) instanceof Value.Moment(var date))) {
                return Profile.NEVER;
            }
            var from = date.toEpochMilli();
            return after < from ? from : units.reached(from, units.between(from, after), true);
        };
    }

    /** When the time gone by reaches what it is compared with, and when it is more. */
    private Moments limits(Expression.Elapsed elapsed, List<Comparand> limits) {
        var since = checks.reads().operand(elapsed.since());
        var lengths = new Lengths(elapsed.unit(), elapsed.whole(), zone);
        var reads = new ArrayList<Read>();
        limits.forEach(limit -> reads.add(checks.comparand(limit)));
        return (frame, after) -> {
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
    }

    private static long passing(Lengths lengths, long from, BigDecimal limit, long after) {
        return Stream.of(false, true)
                .mapToLong(more -> lengths.reached(from, limit, more))
                .filter(moment -> moment > after)
                .min()
                .orElse(Profile.NEVER);
    }
}
