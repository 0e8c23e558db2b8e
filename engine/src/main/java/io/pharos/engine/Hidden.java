package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Value.Timeline;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How an attribute that the engine keeps for itself is written, and what has to be written before it. */
record Hidden(String attribute, Task task, Dependencies reads) {

    /** What conditions about behaviour need. */
    static List<Hidden> ofBehaviours(Workspace workspace, Layout layout, Checks checks) {
        var behaviours = checks.behaviours();
        var hidden = new ArrayList<Hidden>();
        for (var key : behaviours.tracks()) {
            var name = behaviours.name(key);
            var reads = new Dependencies();
            key.event().where().ifPresent(where -> reads.add(where, checks));
            key.of().ifPresent(reads::add);
            hidden.add(of(name, Stream.of(key.event()), track(key, checks), reads, layout, checks));
        }
        for (var sequence : behaviours.sequences()) {
            var course = checks.course(sequence);
            Write write = (slot, frame) -> frame.put(slot, course.after(frame.values[slot], frame));
            var events = events(sequence).toList();
            var reads = new Dependencies();
            events.stream().flatMap(event -> event.where().stream()).forEach(where -> reads.add(where, checks));
            hidden.add(of(behaviours.sequence(sequence), events.stream(), write, reads, layout, checks));
        }
        return hidden;
    }

    /** @param events of which each changes the value */
    private static Hidden of(
            String name, Stream<Matching> events, Write write, Dependencies reads, Layout layout, Checks checks) {
        var any = events.<Condition>map(Hidden::condition).toList();
        var condition = any.size() == 1 ? any.getFirst() : new Condition.Any(any);
        return new Hidden(
                name,
                Task.of(layout.slot(name), When.ANY_EVENT, Optional.of(condition), write, Task.ALWAYS, checks),
                reads);
    }

    private static Condition condition(Matching event) {
        var all = new ArrayList<Condition>();
        if (!event.names().isEmpty()) {
            all.add(new Condition.EventNamed(event.names()));
        }
        event.where().ifPresent(all::add);
        return new Condition.All(all);
    }

    static Stream<Matching> events(Condition.Sequence sequence) {
        return Stream.concat(
                sequence.steps().stream()
                        .flatMap(step -> Stream.concat(Stream.of(step.event()), step.without().stream())),
                sequence.ending().map(Condition.Sequence.Absence::event).stream());
    }

    private static Write track(Behaviours.Key key, Checks checks) {
        var track = checks.track(key);
        Read of = key.of().map(checks.reads()::name).orElse(_ -> null);
        return (slot, frame) -> {
            var found = of.value(frame);
            var before = frame.values[slot] instanceof Timeline timeline ? timeline : null;
            var after = track.with(before, frame.now, found == null ? null : Coercion.number(found));
            if (track.isRounded(before, after)) {
                frame.limit(
                        "event",
                        "more than " + track.exact() + " events that a condition counts",
                        "so many at most to be kept one by one; those before them are kept together");
            }
            frame.put(slot, after);
        };
    }
}
