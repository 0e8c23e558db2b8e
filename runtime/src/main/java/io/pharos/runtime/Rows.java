package io.pharos.runtime;

import java.util.Optional;

/** Rows sorted by key, byte by byte without a sign, in a few families. */
public interface Rows {
    enum Family {
        /** What there is one of: positions, counts, the store's epoch. */
        META,
        /** Profile: when time alone will change it, and what the engine made of it. */
        PROFILES,
        /** Profile, time, position: the event, and whose it is. Read when the profile is folded again. */
        HISTORY,
        /** Profile, number from the last: what the engine had made of it after some of its events. */
        CHECKPOINTS,
        /** Profile, position: an event of the history that waits until a long fold is done. */
        BACKLOG,
        /** Sender and event id, hashed: nothing. Written once, asked at every event. */
        EVENT_IDS,
        /** Identifier: the person who is known by it, which is the name of a profile. */
        IDENTITIES,
        /** Person: what they are known by, if it is more than one identifier. */
        PERSONS,
        /** Identifier, identifier: the first event that carried both, and what became of the link. */
        LINKS,
        /** Device, time, position: who was seen on a device that people share. */
        SIGHTINGS,
        /** Time, profile: nothing. One row per profile that time alone will change. */
        DEADLINES,
        /** Delivery: the delivery and what became of it. */
        DELIVERIES,
        /** State, time, delivery: nothing. The deliveries that something may still happen to. */
        OUTSTANDING,
        /** Name of a profile, hashed, time, delivery: nothing. What it has caused, for good. */
        CAUSED,
        /** Identifier, hashed with a secret: the times of which nothing is taken, since they were erased; and when that ends. */
        TOMBSTONES,
        /** Number: the definitions that were published under it. Written once, kept for good. */
        VERSIONS
    }

    /** The rows of a family that begin with {@code prefix}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Place(Family family, byte[] prefix) {
        /** The least key behind them. */
        public byte[] end() {
            return Keys.behind(prefix);
        }
    }

    interface Reader {
        /** @return whether to go on */
        boolean row(byte[] key, byte[] value);
    }

    Optional<byte[]> get(Family family, byte[] key);

    /** The rows with {@code from <= key < to} in order, as they were when the scan began. */
    void scan(Family family, byte[] from, byte[] to, Reader reader);
}
