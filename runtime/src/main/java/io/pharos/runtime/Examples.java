package io.pharos.runtime;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A number of profiles, and a few of them: those that lie first in the store, whatever order they are found in. Not
 * thread-safe.
 */
final class Examples<T> {
    static final int MOST = 20;

    private final TreeMap<Long, T> kept = new TreeMap<>(Long::compareUnsigned);
    private long count;

    /** @param example is made only if it is kept */
    void add(long profile, Supplier<T> example) {
        count++;
        keep(profile, example);
    }

    void add(Examples<T> others) {
        count += others.count;
        others.kept.forEach((profile, example) -> keep(profile, () -> example));
    }

    private void keep(long profile, Supplier<T> example) {
        if (kept.size() < MOST) {
            kept.put(profile, example.get());
        } else if (Long.compareUnsigned(profile, kept.lastKey()) < 0) {
            kept.put(profile, example.get());
            kept.pollLastEntry();
        }
    }

    long count() {
        return count;
    }

    List<T> some() {
        return List.copyOf(kept.values());
    }
}
