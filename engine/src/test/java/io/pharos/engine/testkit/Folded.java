package io.pharos.engine.testkit;

import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a fold of one visitor's events leads to.
 *
 * @param transitions all of them, in order
 * @param due the next moment at which something happens by time alone
 * @param troubled the events that carried something that could not be used, in the order of the fold
 */
public record Folded(Snapshot snapshot, List<Transition> transitions, Optional<Instant> due, List<Event> troubled) {
    public Folded {
        transitions = List.copyOf(transitions);
        troubled = List.copyOf(troubled);
    }

    /**
     * The same for somebody who looks sooner than need be, as {@code other} may: when something can change, not only when it
     * does.
     */
    public Folded asSeenBy(Folded other) {
        var isSooner =
                other.due().isPresent() && (due.isEmpty() || other.due().get().isBefore(due.get()));
        return new Folded(snapshot, transitions, isSooner ? other.due() : due, troubled);
    }
}
