package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Operand;
import io.pharos.model.Value.Funnel;
import io.pharos.model.Value.Timeline;
import io.pharos.model.Value.Timeline.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Compiles operations that record something at a moment: entries of timelines, steps of funnels. */
final class Recordings {
    private Recordings() {}

    /** A new entry. Entries that have grown too old are dropped on the way, and the earliest if there are too many. */
    static Write entry(Attribute attribute, Operand at, Captured captured, ZoneId zone, Arguments arguments) {
        if (!(attribute.shape() instanceof Shape.Timeline(var keep, var most))) {
            throw new IllegalArgumentException("a timeline says how many entries it keeps: " + attribute);
        }
        var date = arguments.date(at);
        var reports = Reports.of(attribute);
        return (slot, frame) -> {
            var moment = date.of(frame);
            if (moment == null) {
                return;
            }
            var before = frame.values[slot] instanceof Timeline(var known) ? known : List.<Point>of();
            var entries = Timelines.with(before, new Point(moment, captured.of(frame)));
            if (keep.isPresent()) {
                entries = Timelines.younger(entries, keep.get(), zone, frame.now);
            }
            if (entries.size() > most) {
                entries = entries.subList(entries.size() - most, entries.size());
                reports.limit(
                        frame,
                        attribute.name(),
                        "more than " + most + " entries",
                        "at most so many: the earliest was dropped");
            }
            frame.put(slot, new Timeline(entries));
        };
    }

    /** The step is done, if its turn has come. */
    static Write step(Attribute attribute, int number, Captured captured, Reads reads) {
        if (!(attribute.shape() instanceof Shape.Funnel(var steps, var _))) {
            throw new IllegalArgumentException("a funnel has steps: " + attribute);
        }
        var read = reads.attribute(attribute.name());
        var name = steps.get(number).name();
        var required = steps.subList(0, number).stream()
                .filter(Shape.Funnel.Step::required)
                .map(Shape.Funnel.Step::name)
                .toList();
        var earlier =
                steps.subList(0, number).stream().map(Shape.Funnel.Step::name).toList();
        var isLast = number == steps.size() - 1;
        return (slot, frame) -> {
            var funnel = read.value(frame) instanceof Funnel known ? known : Funnel.EMPTY;
            if (isTurn(funnel, earlier, required)) {
                var done = new ArrayList<>(funnel.done());
                done.add(new Funnel.Done(name, Instant.ofEpochMilli(frame.now), captured.of(frame)));
                frame.put(slot, new Funnel(done, isLast));
            }
        };
    }

    /** All that is done comes before the step, and all that it waits for is done. */
    private static boolean isTurn(Funnel funnel, List<String> earlier, List<String> required) {
        for (var done : funnel.done()) {
            if (!earlier.contains(done.step())) {
                return false;
            }
        }
        for (var step : required) {
            if (!funnel.isDone(step)) {
                return false;
            }
        }
        return true;
    }
}
