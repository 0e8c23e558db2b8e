package io.pharos.runtime;

import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.List;

/** The events of each profile, for good. */
final class HistoryTable {
    private final Overlay rows;

    HistoryTable(Overlay rows) {
        this.rows = rows;
    }

    void add(long profile, long position, Entry.Ingest ingest) {
        rows.put(Family.HISTORY, Keys.history(profile, ingest.event().time(), position), ingest.bytes());
    }

    List<Event> of(long profile) {
        return of(rows, profile);
    }

    /** By time; within one moment by the order in which they came. */
    static List<Event> of(Rows rows, long profile) {
        var events = new ArrayList<Event>();
        var prefix = Keys.profile(profile);
        rows.scan(Family.HISTORY, prefix, Keys.behind(prefix), (_, event) -> events.add(EventCodec.decode(event)));
        return events;
    }
}
