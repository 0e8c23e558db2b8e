package io.pharos.runtime;

import io.pharos.model.Snapshot;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Badges worn and segments somebody is in, with the moments since when. */
record Memberships(SortedMap<String, Instant> badges, SortedMap<String, Instant> segments) {
    static final Memberships NONE = new Memberships(new TreeMap<>(), new TreeMap<>());

    static Memberships of(Snapshot profile) {
        return new Memberships(profile.badges(), profile.segments());
    }

    /** What either has; of both, since the earlier moment. */
    Memberships and(Memberships others) {
        return new Memberships(union(badges, others.badges), union(segments, others.segments));
    }

    Memberships without(Memberships others) {
        var rest = new Memberships(new TreeMap<>(badges), new TreeMap<>(segments));
        rest.badges.keySet().removeAll(others.badges.keySet());
        rest.segments.keySet().removeAll(others.segments.keySet());
        return rest;
    }

    private static SortedMap<String, Instant> union(SortedMap<String, Instant> one, SortedMap<String, Instant> other) {
        var union = new TreeMap<>(one);
        other.forEach(
                (name, since) -> union.merge(name, since, (first, second) -> first.isBefore(second) ? first : second));
        return union;
    }
}
