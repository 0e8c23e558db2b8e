package io.pharos.engine;

import io.pharos.model.About;
import io.pharos.model.Attribute;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How an attribute that the engine keeps for itself is written, and what has to be written before it. */
record Hidden(String attribute, Task task, Dependencies reads) {

    /** An attribute of the visitor, to have its place among the others. Its name holds a blank, as no user's can. */
    static Attribute attribute(String name, Attribute.Type type) {
        return new Attribute(
                name,
                Attribute.Scope.VISITOR,
                type,
                Attribute.Shape.PLAIN,
                false,
                Optional.empty(),
                new Attribute.Definition.Written(List.of()),
                new About(name, "", List.of()));
    }

    /** What conditions about behaviour need. */
    static List<Hidden> ofBehaviours(Workspace workspace, Layout layout, Checks checks) {
        var behaviours = checks.behaviours();
        var hidden = new ArrayList<Hidden>();
        for (var key : behaviours.tracks()) {
            var name = behaviours.name(key);
            var reads = new Dependencies();
            key.event().where().ifPresent(where -> reads.add(where, checks));
            key.of().ifPresent(reads::add);
            hidden.add(of(name, List.of(key.event()), track(key, checks), reads, layout, checks));
        }
        for (var sequence : behaviours.sequences()) {
            var course = checks.course(sequence);
            Write write = (slot, frame) -> frame.put(slot, course.after(frame.values[slot], frame));
            var events = sequence.events();
            var reads = new Dependencies();
            events.stream().flatMap(event -> event.where().stream()).forEach(where -> reads.add(where, checks));
            hidden.add(of(behaviours.sequence(sequence), events, write, reads, layout, checks));
        }
        return hidden;
    }

    /** @param events of which each changes the value */
    private static Hidden of(
            String name, List<Matching> events, Write write, Dependencies reads, Layout layout, Checks checks) {
        var any = events.stream().map(Behaviours::condition).toList();
        var condition = any.size() == 1 ? any.getFirst() : new Condition.Any(any);
        return new Hidden(
                name,
                Task.of(layout.slot(name), 0, When.ANY_EVENT, Optional.of(condition), write, Task.ALWAYS, checks),
                reads);
    }

    private static Write track(Behaviours.Key key, Checks checks) {
        var tracking = checks.tracking(key);
        Read of = key.of().map(checks.reads()::name).orElse(_ -> null);
        return (slot, frame) -> {
            var found = of.value(frame);
            var before = frame.track(slot);
            var after = tracking.with(before, frame.now, found == null ? null : Coercion.number(found));
            if (tracking.isRounded(before, after)) {
                frame.limit(
                        "event",
                        "more than " + tracking.exact() + " events that a condition counts",
                        "so many at most to be kept one by one; those before them are kept together");
            }
            frame.keep(slot, after);
        };
    }
}
