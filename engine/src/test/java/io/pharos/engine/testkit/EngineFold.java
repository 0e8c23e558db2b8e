package io.pharos.engine.testkit;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.engine.Step;
import io.pharos.model.Event;
import io.pharos.model.Transition;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A fold by the engine, kept as a shard keeps it: a profile, and what happened so far. */
public final class EngineFold {
    private final Engine engine;
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Event> troubled = new ArrayList<>();
    private Profile profile;

    public EngineFold(Engine engine) {
        this.engine = engine;
        this.profile = engine.stranger();
    }

    /** The engine's answer to the question that {@link Reference#run} answers. */
    public static Folded run(Workspace workspace, Collection<Event> events, Instant until) {
        return ofAll(Engine.of(workspace), events, until).folded(until);
    }

    public static EngineFold ofAll(Engine engine, Collection<Event> events, Instant until) {
        var fold = new EngineFold(engine);
        Reference.withoutDuplicates(engine.workspace(), events).stream()
                .filter(event -> !event.time().isAfter(until))
                .sorted(Event.ORDER)
                .forEach(fold::apply);
        return fold;
    }

    public void apply(Event event) {
        if (!take(engine.apply(profile, event)).problems().isEmpty()) {
            troubled.add(event);
        }
    }

    public void advance(Instant to) {
        take(engine.advance(profile, to));
    }

    private Step take(Step step) {
        profile = step.profile();
        transitions.addAll(step.transitions());
        return step;
    }

    public Folded folded(Instant until) {
        advance(until);
        return new Folded(engine.read(profile, until), transitions, engine.due(profile), troubled);
    }

    public Profile profile() {
        return profile;
    }

    /** Goes on with {@code other}, which should be no different. */
    public void continueWith(Profile other) {
        profile = other;
    }

    List<Transition> transitions() {
        return List.copyOf(transitions);
    }
}
