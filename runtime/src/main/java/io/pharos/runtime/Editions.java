package io.pharos.runtime;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The definitions a shard goes by: those in force, and earlier ones that some of its profiles were folded under. The shard
 * changes them; any thread may read.
 */
final class Editions {
    private final Map<Long, Edition> earlier = new ConcurrentHashMap<>();
    private volatile Edition current;

    Editions(Edition current, Collection<Edition> earlier) {
        this.current = current;
        earlier.forEach(edition -> this.earlier.put(edition.fingerprint(), edition));
    }

    Edition current() {
        return current;
    }

    /** The latest one with that fingerprint; empty if it is not known any more. */
    Optional<Edition> of(long fingerprint) {
        var now = current;
        return now.fingerprint() == fingerprint ? Optional.of(now) : Optional.ofNullable(earlier.get(fingerprint));
    }

    void publish(Edition next) {
        earlier.put(current.fingerprint(), current);
        current = next;
    }

    /** No profile needs the earlier ones any more. */
    void forgetEarlier() {
        earlier.clear();
    }
}
