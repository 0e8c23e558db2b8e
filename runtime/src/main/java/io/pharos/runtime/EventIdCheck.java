package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Compares the ids of events that are known as taken with the events that are there: each of them once. */
final class EventIdCheck {
    private final Rows rows;
    private final Rows expected;
    private final Differences differences;
    private final PersonNames names;
    private long ids;

    /** @param expected of each event the key of its id, and where it lies */
    EventIdCheck(Rows rows, Rows expected, Differences differences, PersonNames names) {
        this.rows = rows;
        this.expected = expected;
        this.differences = differences;
        this.names = names;
    }

    /** @param events how many were read */
    void check(long events) {
        RowCursor.join(
                RowCursor.all(expected, Family.EVENT_IDS),
                RowCursor.all(rows, Family.EVENT_IDS),
                (key, place, there) -> {
                    ids += place == null ? 0 : 1;
                    if (place == null) {
                        differences.add(
                                Family.EVENT_IDS,
                                () -> "id " + HexFormat.of().formatHex(key),
                                "an id that would be taken for a duplicate",
                                "none, since no such event is there");
                    } else if (there == null) {
                        differences.addUnlessRemoved(
                                Family.EVENT_IDS,
                                () -> about(place),
                                "no id, so that it would be taken again",
                                "its id");
                    }
                });
        if (ids != events) {
            differences.add(
                    Family.HISTORY, () -> "ids of events", events - ids + " events that are there twice", "each once");
        }
    }

    private String about(byte[] place) {
        var at = ByteBuffer.wrap(place);
        return "event at entry " + at.getLong(place.length - Long.BYTES) + " of " + names.of(at.getLong(0));
    }
}
