package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Folds the histories of a shard again, from where they have changed on, and renews their checkpoints. Events that wait are left
 * out. Owned by its shard.
 */
final class Refolder {
    private final Editions editions;
    private final HistoryTable history;
    private final CheckpointTable checkpoints;
    private final Backlog backlog;
    private final Spacing spacing;
    private final FoldAhead ahead;

    Refolder(
            Editions editions,
            HistoryTable history,
            CheckpointTable checkpoints,
            Backlog backlog,
            Spacing spacing,
            FoldAhead ahead) {
        this.editions = editions;
        this.history = history;
        this.checkpoints = checkpoints;
        this.backlog = backlog;
        this.spacing = spacing;
        this.ahead = ahead;
    }

    /** Folds all of a history, or the rest of what was folded ahead. */
    Profile fold(long person) {
        var begun = ahead.take(person, engine());
        return begun == null
                ? fold(person, null, List.of()).profile()
                : keep(person, on(person, begun)).profile();
    }

    /**
     * Folds a history.
     *
     * @param earliest nothing before this event has changed; null if everything may have
     * @param watched the events whose outcomes are asked for
     */
    HistoryFold fold(long person, @Nullable Event earliest, Collection<Event> watched) {
        return keep(person, over(person, before(person, earliest), watched));
    }

    /** Takes over what was folded from a checkpoint on. */
    HistoryFold keep(long person, HistoryFold fold) {
        checkpoints.keep(person, fold.from(), fold.checkpoints());
        return fold;
    }

    /** What all of a history comes to, for those who only want to know. */
    Profile look(long person) {
        return over(person, engine().stranger(), List.of()).profile();
    }

    /** The latest checkpoint before an event, from which the history has to be folded again if it is one more. */
    Profile before(long person, @Nullable Event earliest) {
        return earliest == null
                ? engine().stranger()
                : checkpoints.before(person, earliest).orElseGet(engine()::stranger);
    }

    private HistoryFold over(long person, Profile from, Collection<Event> watched) {
        return on(person, new HistoryFold(engine(), from, spacing, watched));
    }

    /** Goes on to the end of the history. */
    private HistoryFold on(long person, HistoryFold fold) {
        history.read(person, fold.profile().steppedAt(), (position, event) -> {
            if (!backlog.has(person, position)) {
                fold.add(event);
            }
        });
        return fold;
    }

    private Engine engine() {
        return editions.current().engine();
    }
}
