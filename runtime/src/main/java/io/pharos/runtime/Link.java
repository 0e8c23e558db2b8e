package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import java.util.Comparator;
import java.util.List;

/**
 * Two identifiers that events carried together. Links are taken in the order of their first events.
 *
 * @param subject the stronger of the two
 * @param time of the first event that carried both, in milliseconds
 * @param event the id of that event
 */
record Link(Identifier subject, Identifier other, long time, String event) implements Comparable<Link> {
    private static final Comparator<Link> ORDER = Comparator.comparingLong(Link::time)
            .thenComparing(Link::event, Value.BY_CODE_POINT)
            .thenComparing(Link::subject)
            .thenComparing(Link::other);

    /** Those that an event makes, in their order. */
    static List<Link> of(Event event, List<Identifier> nodes) {
        if (nodes.size() < 2) {
            return List.of();
        }
        return nodes.stream()
                .skip(1)
                .map(other -> new Link(nodes.getFirst(), other, event.time().toEpochMilli(), event.id()))
                .sorted()
                .toList();
    }

    @Override
    public int compareTo(Link other) {
        return ORDER.compare(this, other);
    }
}
