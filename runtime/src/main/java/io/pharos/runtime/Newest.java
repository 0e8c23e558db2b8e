package io.pharos.runtime;

import java.time.Instant;
import java.util.Arrays;

/** Of many profiles the ones with the newest activity, up to a number. Not thread-safe. */
final class Newest {
    private final int most;
    /** Each the second of the activity, and where in {@link #profiles} the profile is. */
    private long[] order;

    private long[] profiles;
    private int size;
    private boolean dropped;

    Newest(int most) {
        this.most = most;
        this.order = new long[2 * most];
        this.profiles = new long[2 * most];
    }

    void add(long profile, Instant activity) {
        if (size == order.length) {
            profiles = Arrays.copyOf(newestFirst(), order.length);
            dropped = true;
        }
        profiles[size] = profile;
        order[size] = (activity.getEpochSecond() << Integer.SIZE) | size;
        size++;
    }

    /** Whether there were more than are kept. */
    boolean isCut() {
        return dropped || size > most;
    }

    /** The profiles, newest activity first. */
    long[] newestFirst() {
        Arrays.sort(order, 0, size);
        var kept = Math.min(size, most);
        var newest = new long[kept];
        var sorted = new long[order.length];
        for (var i = 0; i < kept; i++) {
            var each = order[size - 1 - i];
            newest[i] = profiles[(int) each];
            sorted[i] = (each & ~0xFFFF_FFFFL) | i;
        }
        order = sorted;
        size = kept;
        return newest;
    }
}
