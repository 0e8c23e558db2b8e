package io.pharos.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A profile as people and pages read it, at one moment. Missing attributes are absent. Everything is sorted by code
 * point, so that one profile has one form.
 *
 * @param id the identifier that names the profile to the world, as {@code kind:value}; empty if it has none
 * @param attributes those of the visitor, and of the visit that is open
 * @param badges worn, with the moment since when
 * @param segments the visitor is in, with the moment since when
 * @param asOf the moment of which all this is true
 */
public record Snapshot(
        String id,
        SortedSet<Identifier> identifiers,
        SortedMap<String, Value> attributes,
        SortedMap<String, Instant> badges,
        SortedMap<String, Instant> segments,
        Instant asOf) {

    public Snapshot {
        identifiers = Collections.unmodifiableSortedSet(new TreeSet<>(identifiers));
        attributes = sorted(attributes);
        badges = sorted(badges);
        segments = sorted(segments);
    }

    private static <T> SortedMap<String, T> sorted(SortedMap<String, T> map) {
        var sorted = new TreeMap<String, T>(Value.BY_CODE_POINT);
        sorted.putAll(map);
        return Collections.unmodifiableSortedMap(sorted);
    }
}
