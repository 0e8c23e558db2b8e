package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.util.function.Consumer;

/** Folds a set of events in memory, without a store. Not thread-safe. */
public final class Replay {
    public Replay(Workspace workspace) {}

    /** Takes an event, in any order; false if one of the same sender with the same id was there before. */
    public boolean add(Event event) {
        return Pending.<Boolean>yet();
    }

    /** Every profile as it reads at {@code until}, folded from the events up to then; sorted by id. */
    public void snapshots(Instant until, Consumer<Snapshot> each) {
        Pending.yet();
    }
}
