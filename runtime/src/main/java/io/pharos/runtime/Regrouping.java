package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Departure.Refiling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one entry changes about who is who. Not thread-safe. */
final class Regrouping {
    private final IdentityTable table;
    private final long position;
    /** By identifier, who was known by it before; null if nobody. */
    private final Map<Identifier, @Nullable Long> before = new LinkedHashMap<>();

    private final Map<Long, List<Refiling>> refilings = new HashMap<>();
    private final Set<Link> looked = new HashSet<>();
    private final Set<Long> made = new HashSet<>();

    Regrouping(IdentityTable table, long position) {
        this.table = table;
        this.position = position;
    }

    void move(Identifier identifier, long person) {
        var known = table.person(identifier).orElse(null);
        before.putIfAbsent(identifier, known);
        if (known == null || known != person) {
            table.assign(identifier, person);
        }
    }

    /** A person nobody has been so far, made where {@code identifier} belongs. */
    long fresh(Identifier identifier) {
        var slot = ProfileId.slot(Fingerprint.of(identifier.kind(), identifier.value()));
        while (!made.add(ProfileId.of(slot, position))) {
            slot = (slot + 1) % ProfileId.SLOTS;
        }
        return ProfileId.of(slot, position);
    }

    boolean isFresh(long person) {
        return made.contains(person);
    }

    /** Where the events of {@code identifier} lie as long as nothing has left. */
    @Nullable
    Long before(Identifier identifier) {
        return before.containsKey(identifier)
                ? before.get(identifier)
                : table.person(identifier).orElse(null);
    }

    /** A link whose ends may be one person now, or two, and were not before. */
    void look(Linked linked) {
        looked.add(linked.link());
    }

    void refile(long from, Refiling refiling) {
        refilings.computeIfAbsent(from, _ -> new ArrayList<>()).add(refiling);
    }

    /** By the persons they leave, in a fixed order. */
    List<Departure> departures() {
        var moved = new TreeMap<Long, Map<Identifier, Long>>();
        refilings.keySet().forEach(person -> moved.put(person, new HashMap<>()));
        before.forEach((identifier, old) -> {
            var now = table.person(identifier).orElseThrow();
            if (old != null && !old.equals(now)) {
                moved.computeIfAbsent(old, _ -> new HashMap<>()).put(identifier, now);
            }
        });
        var met = met();
        met.keySet().forEach(person -> moved.computeIfAbsent(person, _ -> new HashMap<>()));
        return moved.entrySet().stream()
                .<Departure>map(entry -> new Leaving(
                        entry.getKey(),
                        entry.getValue(),
                        refilings.getOrDefault(entry.getKey(), List.of()),
                        met.getOrDefault(entry.getKey(), Map.of())))
                .toList();
    }

    /** By person, links whose ends are one person now and were not before, or the other way round. */
    private Map<Long, Map<Meeting, Boolean>> met() {
        var met = new HashMap<Long, Map<Meeting, Boolean>>();
        for (var link : looked) {
            var subject = before(link.subject());
            var other = before(link.other());
            var is = table.person(link.subject()).equals(table.person(link.other()));
            if (subject != null && subject.equals(other) != is) {
                met.computeIfAbsent(subject, _ -> new HashMap<>()).put(Meeting.of(link), is);
            }
        }
        return met;
    }
}
