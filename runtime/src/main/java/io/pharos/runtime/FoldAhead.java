package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The history that is being folded beside the shard before its turn comes, or has been. What is folded ahead only saves the shard
 * the time: it is the same whoever folds it. It is taken as far as nothing has changed up to its end meanwhile. Owned by its shard.
 */
final class FoldAhead {
    private long person;
    private boolean isUnderWay;
    private Instant changed = Instant.MAX;
    private @Nullable HistoryFold fold;

    /** From now on it counts what changes in the history of {@code of}, and of nobody else. */
    void begin(long of) {
        person = of;
        isUnderWay = true;
        changed = Instant.MAX;
        fold = null;
    }

    /** An event came into a history, or left it. */
    void changes(long of, Event event) {
        if (isUnderWay && of == person && event.time().isBefore(changed)) {
            changed = event.time();
        }
    }

    /** All of a history as it was when that {@linkplain #begin began}. */
    void ready(long of, HistoryFold folded) {
        if (isUnderWay && of == person) {
            fold = folded;
        }
    }

    /** What was folded of a history, to be folded on; null if nothing was, or that is not so any more. It is over then. */
    @Nullable
    HistoryFold take(long of, Engine engine) {
        if (!isUnderWay || of != person) {
            return null;
        }
        isUnderWay = false;
        var taken = fold;
        fold = null;
        return taken != null
                        && taken.isUnder(engine)
                        && changed.isAfter(taken.profile().steppedAt())
                ? taken
                : null;
    }
}
