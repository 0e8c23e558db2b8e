package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The histories of many profiles, read in one go: to ask for one after the other would cost more than to fold them. */
final class Histories {
    private final Rows rows;
    private final Selection selection;
    private final Instant until;

    interface Reader {
        /**
         * @param events up to the end, in their order; not empty
         * @return whether to go on
         */
        boolean history(long profile, List<Event> events);
    }

    /** @param until later events are left out */
    Histories(Rows rows, Selection selection, Instant until) {
        this.rows = rows;
        this.selection = selection;
        this.until = until;
    }

    void read(int slot, Reader reader) {
        var gathering = new Gathering(reader);
        rows.scan(Family.HISTORY, start(slot), start(slot + 1), gathering::row);
        gathering.handOver();
    }

    static byte[] start(int slot) {
        return slot == ProfileId.SLOTS ? Keys.behind(Keys.FIRST) : Keys.profile(ProfileId.of(slot, 0));
    }

    /** The events of one profile as they come. */
    private final class Gathering {
        private final Reader reader;
        private List<Event> events = new ArrayList<>();
        private long profile;
        private boolean more = true;

        private Gathering(Reader reader) {
            this.reader = reader;
        }

        private boolean row(byte[] key, byte[] event) {
            var next = ByteBuffer.wrap(key).getLong();
            if (next != profile) {
                handOver();
                profile = next;
            }
            if (more && selection.has(next)) {
                var decoded = HistoryTable.event(event);
                if (!decoded.time().isAfter(until)) {
                    events.add(decoded);
                }
            }
            return more;
        }

        private void handOver() {
            if (more && !events.isEmpty()) {
                events.sort(Event.ORDER);
                more = reader.history(profile, events);
                events = new ArrayList<>();
            }
        }
    }
}
