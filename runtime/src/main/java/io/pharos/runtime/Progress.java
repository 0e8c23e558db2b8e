package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * How far something has come along the log.
 *
 * @param position of the next entry
 * @param at when the last one was logged
 */
record Progress(long position, Instant at) {
    static final byte[] KEY = Keys.text("progress");

    /** How far the rows have come. */
    static Progress of(Rows rows) {
        return rows.get(Family.META, KEY).map(Progress::decode).orElse(new Progress(0, Instant.EPOCH));
    }

    byte[] encode() {
        return ByteBuffer.allocate(16)
                .putLong(position)
                .putLong(at.toEpochMilli())
                .array();
    }

    static Progress decode(byte[] bytes) {
        var from = ByteBuffer.wrap(bytes);
        return new Progress(from.getLong(), Instant.ofEpochMilli(from.getLong()));
    }
}
