package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Sighting.Spot;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What events tell of who is who under other definitions than those in force: all that a {@link Settlement} needs to know of
 * them. It is a set of facts, so neither the order of the events matters nor whether one is told twice. It lies in the heap.
 *
 * <p>Events may be added from several threads. Who reads it has to know that it is complete.
 */
final class Census {
    private final Workspace workspace;
    private final Identification before;
    private final Identification after;
    private final Map<Identifier, Known> nodes = new HashMap<>();

    private final Map<Meeting, Link> links = new HashMap<>();
    private final Map<Identifier, NavigableMap<Spot, Seen>> sightings = new HashMap<>();
    private final Set<Passage> passages = new HashSet<>();
    private final Map<EventKey, EventKey> keys = new HashMap<>();

    /**
     * An identifier, the one that stands for all that are equal to it.
     *
     * @param since the position of the first entry whose event carries it
     */
    private record Known(Identifier identifier, long since) {}

    /** That somebody was seen on a device, in the entry at that position. */
    record Seen(Identifier subject, long position) {}

    /** That the subject of an event is the one under the definitions in force, and the other under those to come. */
    record Passage(Identifier from, Identifier to) {}

    /** By what a second event of the same sender with the same id is known. */
    private record EventKey(long sender, long event) {
        static EventKey of(byte[] key) {
            var from = ByteBuffer.wrap(key);
            return new EventKey(from.getLong(), from.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(sender)
                    .putLong(event)
                    .array();
        }
    }

    /** Events that were told may be gone: only told anew would it be right. */
    private volatile boolean isOutdated;

    /** @param workspace the definitions to come */
    Census(Workspace inForce, Workspace workspace) {
        this(workspace, new Identification(inForce), new Identification(workspace));
    }

    private Census(Workspace workspace, Identification before, Identification after) {
        this.workspace = workspace;
        this.before = before;
        this.after = after;
    }

    /** The same to be told, of nothing so far. */
    Census anew() {
        return new Census(workspace, before, after);
    }

    /** Somebody was removed. */
    void outdate() {
        isOutdated = true;
    }

    boolean isOutdated() {
        return isOutdated;
    }

    /** Of all events in {@code rows}. */
    static Census of(Rows rows, Workspace inForce, Workspace workspace) {
        var census = new Census(inForce, workspace);
        rows.scan(Family.HISTORY, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            census.add(key, row);
            return true;
        });
        return census;
    }

    /** Adds the event of a row of history. */
    void add(byte[] key, byte[] row) {
        add(HistoryTable.event(row), HistoryTable.position(key));
    }

    /** @param position of the entry that brought the event */
    void add(Event event, long position) {
        var is = after.nodes(event);
        var was = before.nodes(event).getFirst();
        var sender = before.identifiers(event).getFirst();
        var next = after.identifiers(event).getFirst();
        synchronized (this) {
            is.forEach(node -> know(node, position));
            var subject = known(is.getFirst());
            passages.add(new Passage(was.equals(subject) ? subject : was, subject));
            for (var link : Link.of(event, is)) {
                var own = new Link(subject, known(link.other()), link.time(), link.event());
                links.merge(Meeting.of(own), own, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
            if (after.switches() && !subject.isAnonymous()) {
                after.device(event)
                        .ifPresent(device -> sightings
                                .computeIfAbsent(device, _ -> new TreeMap<>())
                                .put(Spot.of(event), new Seen(subject, position)));
            }
            if (!sender.equals(next)) {
                keys.put(
                        EventKey.of(Sender.of(sender).key(event)),
                        EventKey.of(Sender.of(next).key(event)));
            }
        }
    }

    private void know(Identifier node, long position) {
        var known = nodes.get(node);
        if (known == null || position < known.since()) {
            nodes.put(node, new Known(known == null ? node : known.identifier(), position));
        }
    }

    private Identifier known(Identifier node) {
        return Optional.ofNullable(nodes.get(node)).map(Known::identifier).orElse(node);
    }

    /** All identifiers that name somebody, each with the position of the first entry whose event carries it. */
    SortedMap<Identifier, Long> nodes() {
        var positions = new TreeMap<Identifier, Long>();
        nodes.forEach((node, known) -> positions.put(node, known.since()));
        return positions;
    }

    /** The definitions to come. */
    Workspace workspace() {
        return workspace;
    }

    Identification before() {
        return before;
    }

    Identification after() {
        return after;
    }

    /** Each with the first event that carried both ends. */
    Map<Meeting, Link> links() {
        return Collections.unmodifiableMap(links);
    }

    /** By device; none if devices are not shared. */
    Map<Identifier, NavigableMap<Spot, Seen>> sightings() {
        return Collections.unmodifiableMap(sightings);
    }

    Collection<Passage> passages() {
        return Collections.unmodifiableCollection(passages);
    }

    /** Ids of events count for those who are their senders under the definitions to come, so that none is taken twice. */
    void rekey(Overlay rows) {
        keys.keySet().forEach(key -> rows.delete(Family.EVENT_IDS, key.bytes()));
        // one may be there already, so it is not known to be new
        keys.values().forEach(key -> rows.put(Family.EVENT_IDS, key.bytes(), Changes.MARK));
    }
}
