package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.Optional;

/**
 * Which definitions profiles are folded under.
 *
 * @param version of the engine
 * @param at when they came into force; what happened before does not fire under them
 */
record Publication(long version, Instant at) {
    private static final byte[] KEY = Keys.text("published");

    /** Those that the rows are brought under; empty for a store that is new. */
    static Optional<Publication> of(Rows rows) {
        return rows.get(Family.META, KEY)
                .map(ByteReader::new)
                .map(from -> new Publication(from.fixed(), Instant.ofEpochMilli(from.fixed())));
    }

    void write(State.Batch batch) {
        batch.put(
                Family.META,
                KEY,
                new ByteWriter(16).fixed(version).fixed(at.toEpochMilli()).toBytes());
    }
}
