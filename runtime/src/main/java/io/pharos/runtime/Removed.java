package io.pharos.runtime;

import io.pharos.runtime.Rows.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What a removal has deleted.
 *
 * @param mentions events of others that carried an identifier of theirs, and do not any more
 * @param deliveries rows of the ledger
 * @param cancelled those of them that had not left
 * @param places where it lay, for whoever makes sure that nothing is left on disk
 */
record Removed(long profiles, long events, long mentions, long deliveries, long cancelled, List<Place> places) {
    static final Removed NOTHING = new Removed(0, 0, 0, 0, 0, List.of());

    Removed and(Removed more) {
        var all = new ArrayList<>(places);
        all.addAll(more.places);
        return new Removed(
                profiles + more.profiles,
                events + more.events,
                mentions + more.mentions,
                deliveries + more.deliveries,
                cancelled + more.cancelled,
                all);
    }
}
