package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.time.Instant;

/**
 * A store that goes on from a copy of the rows of another.
 *
 * @param position where its log begins: everything before is in the rows
 * @param at when the last entry before was logged
 */
public record Restored(long position, Instant at) {

    /**
     * Makes a store of its own of the copy {@code rows}: what the other did after it was copied is not known here, so the ids of deliveries
     * made from now on are others than those the other makes at the same places of its log.
     */
    public static Restored detach(State rows) {
        rows.write(batch -> batch.delete(Family.META, Opening.EPOCH));
        rows.flush();
        var progress = Progress.of(rows);
        return new Restored(progress.position(), progress.at());
    }
}
