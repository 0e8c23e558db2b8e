package io.pharos.runtime;

import java.util.Optional;

/** Rows sorted by key, byte by byte, in a few families. Safe for use by many threads. */
public interface State {
    enum Family {
        /** What there is one of: positions, counts, the store's epoch. */
        META,
        /** Profile id: what the engine made of the profile. */
        PROFILES,
        /** Profile id, time, position: the event. Written once, read when the profile is folded again. */
        HISTORY,
        /** Sender and event id, hashed: nothing. Written once, asked at every event. */
        EVENT_IDS,
        /** Identifier: the profile it leads to. */
        IDENTITIES,
        /** Time, profile id: nothing. One row per profile that time alone will change. */
        DEADLINES,
        /** Delivery: the delivery and what became of it. */
        DELIVERIES,
        /** State, time, delivery: nothing. Those that something has still to happen to. */
        OUTSTANDING
    }

    interface Reader {
        /** @return whether to go on */
        boolean row(byte[] key, byte[] value);
    }

    /** Changes that happen together or not at all. */
    interface Batch {
        void put(Family family, byte[] key, byte[] value);

        void delete(Family family, byte[] key);
    }

    interface Changes {
        void into(Batch batch);
    }

    Optional<byte[]> get(Family family, byte[] key);

    /** The rows with {@code from <= key < to} in order, as they were when the scan began. */
    void scan(Family family, byte[] from, byte[] to, Reader reader);

    /** The same rows from the last to the first. */
    void scanBack(Family family, byte[] from, byte[] to, Reader reader);

    /** Seen by every read from now on; it survives a crash only after a flush, together with all that was written before. */
    void write(Changes changes);

    /** Makes everything written so far survive. */
    void flush();

    /** What {@link #get} would return if the process were killed now. */
    Optional<byte[]> getFlushed(Family family, byte[] key);
}
