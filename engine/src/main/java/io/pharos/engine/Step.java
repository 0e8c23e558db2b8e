package io.pharos.engine;

import io.pharos.model.Problem;
import io.pharos.model.Transition;
import java.util.List;

/**
 * One step of the fold.
 *
 * @param profile afterwards
 * @param transitions in the order in which they happened; those at one moment: visit, badges, left, joined
 * @param problems what the event carried that could not be used; the rest of the event was
 */
public record Step(Profile profile, List<Transition> transitions, List<Problem> problems) {
    public Step {
        transitions = List.copyOf(transitions);
        problems = List.copyOf(problems);
    }
}
