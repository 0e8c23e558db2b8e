package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Sighting.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says whose events are, from nothing but the events: what {@link Identities} keeps up as they come. Thread-safe. */
final class Stitching {
    private final Workspace workspace;
    private final Identification identification;
    private final Bounds bounds;

    Stitching(Workspace workspace) {
        this.workspace = workspace;
        this.identification = new Identification(workspace);
        this.bounds = Bounds.of(workspace);
    }

    /** @param events each of which carries an identifier */
    Attribution of(List<Event> events) {
        return of(events, Set.of());
    }

    /** @param apart pairs that somebody took apart */
    Attribution of(List<Event> events, Set<Meeting> apart) {
        var links = links(events);
        links.keySet().removeAll(apart);
        var persons = Persons.of(links.values(), bounds);
        var attribution = new Attribution(persons, lines(events));
        for (var event : events) {
            attribution.add(event, identification.nodes(event).getFirst(), marked(event, persons));
        }
        return attribution;
    }

    private Event marked(Event event, Persons persons) {
        var nodes = identification.nodes(event);
        if (nodes.size() == 1) {
            return event;
        }
        var person = persons.of(nodes.getFirst());
        var marks = new ArrayList<>(event.marks());
        nodes.stream()
                .filter(node -> !person.contains(node))
                .map(Identification::notLinked)
                .forEach(marks::add);
        return marks.size() == event.marks().size() ? event : event.marked(marks);
    }

    /** Each with the first event that carried both ends. */
    private Map<Meeting, Link> links(List<Event> events) {
        var first = new HashMap<Meeting, Link>();
        for (var event : events) {
            for (var link : Link.of(event, identification.nodes(event))) {
                first.merge(Meeting.of(link), link, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        return first;
    }

    /** By device; none if devices are not shared. */
    private Map<Identifier, Line> lines(List<Event> events) {
        var lines = new HashMap<Identifier, Line>();
        if (identification.switches()) {
            for (var event : events) {
                var device = identification.device(event).orElse(null);
                var subject = identification.nodes(event).getFirst();
                if (device != null && !device.equals(subject)) {
                    lines.computeIfAbsent(device, each -> new Line(each, Lines.claims(workspace)))
                            .add(new Sighting(Spot.of(event), subject));
                }
            }
        }
        return lines;
    }
}
