package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Action;
import io.pharos.model.Action.Trigger;
import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the actions that a transition sets off. */
final class Triggers {
    private final Engine engine;
    private final Map<Trigger, List<Action>> actions = new HashMap<>();

    Triggers(Engine engine) {
        this.engine = engine;
        for (var action : engine.workspace().actions().values()) {
            actions.computeIfAbsent(action.trigger(), _ -> new ArrayList<>()).add(action);
        }
    }

    /**
     * The actions triggered, in the order written.
     *
     * @param profile after the step in which the transition happened
     * @param event of that step; null if time alone brought it about
     */
    List<Action> of(Transition transition, Profile profile, @Nullable Event event) {
        if (actions.isEmpty()) {
            return List.of();
        }
        return trigger(transition).map(actions::get).stream()
                .flatMap(List::stream)
                .filter(action -> action.condition()
                        .map(condition -> engine.holds(condition, profile, event, profile.steppedAt()))
                        .orElse(true))
                .toList();
    }

    /** Whether what the transition brought about is still so. */
    static boolean stands(Transition transition, Snapshot profile) {
        return switch (transition) {
            case Transition.Joined(var segment, var _) -> profile.segments().containsKey(segment);
            case Transition.Left(var segment, var _) -> !profile.segments().containsKey(segment);
            case Transition.BadgeAssigned(var badge, var _) -> profile.badges().containsKey(badge);
            case Transition.BadgeRemoved(var badge, var _) -> !profile.badges().containsKey(badge);
            case Transition.VisitStarted _, Transition.VisitEnded _ -> true;
        };
    }

    private static Optional<Trigger> trigger(Transition transition) {
        return switch (transition) {
            case Transition.Joined(var segment, var _) -> Optional.of(new Trigger.Joined(segment));
            case Transition.Left(var segment, var _) -> Optional.of(new Trigger.Left(segment));
            case Transition.BadgeAssigned(var badge, var _) -> Optional.of(new Trigger.BadgeAssigned(badge));
            case Transition.BadgeRemoved(var badge, var _) -> Optional.of(new Trigger.BadgeRemoved(badge));
            case Transition.VisitStarted _, Transition.VisitEnded _ -> Optional.empty();
        };
    }
}
