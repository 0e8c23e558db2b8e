package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.runtime.Sighting.Spot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events, by the person whose they are; of each person in the order in which they were handed in. Not thread-safe. */
final class Attribution {
    private final Persons persons;
    private final Map<Identifier, Line> lines;
    private final Map<Identifier, Identifier> names = new HashMap<>();
    private final Map<Identifier, List<Event>> histories = new LinkedHashMap<>();

    /** @param lines of the devices that people share */
    Attribution(Persons persons, Map<Identifier, Line> lines) {
        this.persons = persons;
        this.lines = lines;
    }

    void add(Event event, Identifier subject, Event shown) {
        var line = lines.get(subject);
        var owner = line == null ? subject : line.owner(Spot.of(event));
        histories.computeIfAbsent(name(owner), _ -> new ArrayList<>()).add(shown);
    }

    Collection<List<Event>> all() {
        return histories.values();
    }

    /** Of whom {@code identifier} leads to now; on a device that people share, of who was seen there last. */
    List<Event> of(Identifier identifier) {
        var line = lines.get(identifier);
        var subject = line == null ? identifier : line.last().orElse(identifier);
        return histories.getOrDefault(name(subject), List.of());
    }

    private Identifier name(Identifier identifier) {
        return names.computeIfAbsent(identifier, known -> Collections.min(persons.of(known)));
    }
}
