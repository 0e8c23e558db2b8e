package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.VerificationReport.Difference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What a verification has found so far: all of it counted, the first of each family kept. Not thread-safe. */
final class Differences {
    /** Of each family. */
    private static final int EXAMPLES = 20;

    private final Map<Family, List<Difference>> examples = new EnumMap<>(Family.class);
    private final Set<String> notes = new LinkedHashSet<>();
    private boolean somebodyWasRemoved;
    private long count;

    void somebodyWasRemoved() {
        somebodyWasRemoved = true;
    }

    /** What those who were erased, or have expired, may leave behind in what others have of them. */
    void addUnlessRemoved(Family family, Supplier<String> about, String found, String expected) {
        if (somebodyWasRemoved) {
            note(
                    "persons were removed: ids of events that had named them, and identifiers without events, are not compared");
        } else {
            add(family, about, found, expected);
        }
    }

    /** @param about asked for only if it is kept */
    void add(Family family, Supplier<String> about, String found, String expected) {
        count++;
        var kept = examples.computeIfAbsent(family, _ -> new ArrayList<>());
        if (kept.size() < EXAMPLES) {
            kept.add(new Difference(family, about.get(), found, expected));
        }
    }

    /** A row that is no row of its family. */
    void unreadable(Family family, Supplier<String> about, RuntimeException failure) {
        add(family, about, "bytes that cannot be read (" + failure.getMessage() + ")", "a row of this family");
    }

    void note(String note) {
        notes.add(note);
    }

    /** Under which keys two maps say different things. */
    static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
        var keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
        return keys;
    }

    long count() {
        return count;
    }

    List<Difference> examples() {
        return examples.values().stream().flatMap(List::stream).toList();
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
