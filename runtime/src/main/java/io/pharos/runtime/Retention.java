package io.pharos.runtime;

import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How long persons stay after the last that is heard of them.
 *
 * @param profile unless a segment that they are in says something else; empty for ever
 * @param keeps by segment
 */
record Retention(Optional<Duration> profile, Map<String, Duration> keeps) {
    static Retention of(Workspace workspace) {
        var keeps = new TreeMap<String, Duration>();
        workspace
                .segments()
                .values()
                .forEach(segment -> segment.keep().ifPresent(keep -> keeps.put(segment.name(), keep)));
        return new Retention(workspace.retention().profile(), Collections.unmodifiableMap(keeps));
    }

    boolean isNone() {
        return profile.isEmpty() && keeps.isEmpty();
    }

    /** How long whoever it is stays at least; empty for ever. */
    Optional<Duration> shortest() {
        return Stream.concat(profile.stream(), keeps.values().stream()).min(Comparator.naturalOrder());
    }

    /** The same in milliseconds. */
    long shortestMillis() {
        return shortest().map(Duration::toMillis).orElse(DeadlineTable.NEVER);
    }

    /** The moment, in milliseconds, {@code length} milliseconds after another. */
    static long expires(Instant lastEvent, long length) {
        return length == DeadlineTable.NEVER ? length : lastEvent.toEpochMilli() + length;
    }

    /** How long somebody stays who is in {@code segments}; empty for ever. */
    Optional<Duration> of(Collection<String> segments) {
        return keeps.entrySet().stream()
                .filter(keep -> segments.contains(keep.getKey()))
                .map(Map.Entry::getValue)
                .max(Comparator.naturalOrder())
                .or(() -> profile);
    }
}
