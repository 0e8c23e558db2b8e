package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a visitor has come on the way through a sequence. Of each step but the last, the latest event that ends a valid
 * beginning is enough: whatever could follow an earlier one can follow it. Of the last step, each event makes the sequence
 * true from one moment to another; those that overlap are one run, of which the first and the last event are enough.
 *
 * <p>As a value it is a list: for each step but the last a moment, or {@code false} where there is none; then the runs, two
 * moments each.
 */
final class Course {
    private static final Value.Flag NONE = new Value.Flag(false);

    private final Step[] steps;
    private final Check ending;
    private final Optional<Span> settle;
    private final Optional<Span> within;
    private final ZoneId zone;

    /** @param without what must not lie between the step before and this one */
    private record Step(Check matches, Optional<Span> within, Check without) {}

    Course(Sequence sequence, ZoneId zone, Checks checks) {
        this.steps = sequence.steps().stream()
                .map(step -> new Step(
                        checks.compile(Behaviours.condition(step.event())),
                        step.within(),
                        checks.compile(new Condition.Any(step.without().stream()
                                .map(Behaviours::condition)
                                .toList()))))
                .toArray(Step[]::new);
        this.ending = sequence.ending()
                .map(absence -> checks.compile(Behaviours.condition(absence.event())))
                .orElse(_ -> false);
        this.settle = sequence.ending().map(Sequence.Absence::length);
        this.within = sequence.within();
        this.zone = zone;
    }

    /** The value after an event; null if nobody has come anywhere. */
    @Nullable
    Value after(@Nullable Value before, Frame frame) {
        var reached = reached(before);
        var runs = ending.holds(frame) ? new ArrayList<Value>() : runs(before, frame.now);
        var now = Value.Moment.ofMillis(frame.now);
        var further = Arrays.copyOf(reached, reached.length);
        for (var i = steps.length - 1; i >= 0; i--) {
            var step = steps[i];
            if (i > 0 && step.without().holds(frame)) {
                further[i - 1] = NONE;
            }
            if ((i == 0 || follows(reached[i - 1], step, frame.now))
                    && step.matches().holds(frame)) {
                if (i == steps.length - 1) {
                    arrive(runs, now);
                } else {
                    further[i] = now;
                }
            }
        }
        return Arrays.stream(further).allMatch(NONE::equals) && runs.isEmpty() ? null : value(further, runs);
    }

    private boolean follows(Value reached, Step step, long now) {
        return reached instanceof Value.Moment(var at)
                && step.within()
                        .map(span -> span.after(at, zone).toEpochMilli() >= now)
                        .orElse(true);
    }

    private void arrive(List<Value> runs, Value.Moment now) {
        if (runs.isEmpty() || end(runs.getLast()) < start(now)) {
            runs.add(now);
            runs.add(now);
        } else if (within.isPresent()) {
            runs.set(runs.size() - 1, now);
        }
    }

    /** Whether the sequence has come to its end at {@code now}, and is not yet too long ago. */
    boolean holds(@Nullable Value course, long now) {
        if (course instanceof Value.Items(var items)) {
            for (var i = steps.length - 1; i < items.size(); i += 2) {
                if (start(items.get(i)) <= now && now < end(items.get(i + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The first moment after {@code after} at which that may change by time alone, in milliseconds. */
    long next(@Nullable Value course, long after) {
        var next = Profile.NEVER;
        if (course instanceof Value.Items(var items)) {
            for (var i = steps.length - 1; i < items.size(); i += 2) {
                var start = start(items.get(i));
                var end = end(items.get(i + 1));
                next = Math.min(next, start > after ? start : end > after ? end : Profile.NEVER);
            }
        }
        return next;
    }

    /** How far the visitor has come at {@code now}. */
    Evidence.OfSequence progress(@Nullable Value course, long now) {
        var steps = new ArrayList<Optional<Instant>>();
        for (var value : reached(course)) {
            steps.add(value instanceof Value.Moment(var at) ? Optional.of(at) : Optional.empty());
        }
        var runs = runs(course, now);
        if (runs.isEmpty()) {
            steps.add(Optional.empty());
            return new Evidence.OfSequence(steps, Optional.empty(), Optional.empty());
        }
        var last = runs.get(1);
        steps.add(Optional.of(at(last)));
        var end = Optional.of(end(last)).filter(moment -> moment != Profile.NEVER);
        return new Evidence.OfSequence(
                steps, Optional.of(Instant.ofEpochMilli(start(runs.getFirst()))), end.map(Instant::ofEpochMilli));
    }

    private Value[] reached(@Nullable Value course) {
        var reached = new Value[steps.length - 1];
        if (course instanceof Value.Items(var items)) {
            items.subList(0, reached.length).toArray(reached);
        } else {
            Arrays.fill(reached, NONE);
        }
        return reached;
    }

    /** Those that are not over. */
    private List<Value> runs(@Nullable Value course, long now) {
        var runs = new ArrayList<Value>();
        if (course instanceof Value.Items(var items)) {
            for (var i = steps.length - 1; i < items.size(); i += 2) {
                if (end(items.get(i + 1)) > now) {
                    runs.add(items.get(i));
                    runs.add(items.get(i + 1));
                }
            }
        }
        return runs;
    }

    /** When an event of the last step makes the sequence true. */
    private long start(Value event) {
        return settle.map(span -> span.after(at(event), zone)).orElse(at(event)).toEpochMilli();
    }

    private long end(Value event) {
        return within.map(span -> span.after(at(event), zone).toEpochMilli()).orElse(Profile.NEVER);
    }

    private static Instant at(Value event) {
        return ((Value.Moment) event).at();
    }

    private static Value value(Value[] reached, List<Value> runs) {
        var items = new ArrayList<>(Arrays.asList(reached));
        items.addAll(runs);
        return new Value.Items(items);
    }
}
