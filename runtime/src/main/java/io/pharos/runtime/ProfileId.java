package io.pharos.runtime;

/**
 * Names of profiles inside a store. The top ten bits are the slot, of 1,024 that are spread over the shards so that the
 * number of shards can change; the others are the log position of the first event, which makes the name unique and the
 * same again when the log is applied again.
 */
final class ProfileId {
    static final int SLOTS = 1024;
    private static final int POSITION_BITS = 54;

    private ProfileId() {}

    static long of(int slot, long position) {
        return (long) slot << POSITION_BITS | position;
    }

    static int slot(long profile) {
        return (int) (profile >>> POSITION_BITS);
    }

    /** The log position of the entry that made it. */
    static long position(long profile) {
        return profile & ((1L << POSITION_BITS) - 1);
    }

    /** The slot of what an identifier leads to. */
    static int slot(Fingerprint identifier) {
        return slot(identifier.high());
    }

    /** The least key of the profiles that shard {@code index} owns. */
    static byte[] first(int index, int shards) {
        var slot = 0;
        while (shard(slot, shards) < index) {
            slot++;
        }
        return Keys.profile(of(slot, 0));
    }

    /** The shard that owns a slot; each owns a row of neighbours. */
    static int shard(int slot, int shards) {
        return slot * shards / SLOTS;
    }
}
