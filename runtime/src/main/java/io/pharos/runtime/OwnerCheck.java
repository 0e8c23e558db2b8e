package io.pharos.runtime;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.RowCursor.Row;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Sighting.Spot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares whose each event is with what the rows about identifiers say, and gathers what these must be according to all events.
 * So if both agree, who is who is what {@link Stitching} would make of the events, without all of them being in the heap.
 */
final class OwnerCheck {
    /** Of an identifier to whom somebody's events belong. */
    static final byte[] OWNS = {1};
    /** Of one that events carry. */
    static final byte[] CARRIED = {0};

    private final Expected expected;
    private final Differences differences;
    private final PersonNames names;
    private final Identification identification;
    private final Intake intake;
    private final IdentityTable table;
    private final Lines lines;
    /** Of the person whose events are being read. */
    private final Map<Meeting, Link> links = new HashMap<>();

    private final Map<Identifier, byte[]> carried = new HashMap<>();

    OwnerCheck(Rows rows, Edition edition, Expected expected, Differences differences, PersonNames names) {
        var overlay = new Overlay(rows);
        this.expected = expected;
        this.differences = differences;
        this.names = names;
        this.identification = edition.identification();
        this.intake = new Intake(edition.workspace());
        this.table = new IdentityTable(overlay);
        this.lines = new Lines(overlay, edition.workspace());
    }

    void event(long person, Row row) {
        var filed = HistoryTable.filed(row.key(), row.value(), identification);
        var event = filed.event();
        compareOwner(person, filed);
        compareMarks(person, filed);
        expected.put(Family.EVENT_IDS, intake.sender(event).key(event), row.key());
        identification.identifiers(event).forEach(each -> carried.putIfAbsent(each, CARRIED));
        carried.put(filed.owner(), OWNS);
        for (var link : Link.of(event, filed.nodes())) {
            links.merge(Meeting.of(link), link, OwnerCheck::first);
        }
        if (identification.switches() && !filed.subject().isAnonymous()) {
            identification
                    .device(event)
                    .ifPresent(device -> expected.put(
                            Family.SIGHTINGS,
                            Keys.sighting(device, event.time(), filed.position()),
                            new Sighting(Spot.of(event), filed.subject()).encode()));
        }
    }

    private void compareOwner(long person, Filed filed) {
        var subject = filed.subject();
        var owner = identification.switches() && subject.isAnonymous()
                ? lines.of(subject).owner(Spot.of(filed.event()))
                : subject;
        if (!filed.owner().equals(owner)) {
            differences.add(Family.HISTORY, () -> about(person, filed), "an event of " + filed.owner(), "of " + owner);
        }
        var holder = table.person(owner);
        if (holder.isEmpty() || holder.get() != person) {
            differences.add(
                    Family.HISTORY,
                    () -> about(person, filed),
                    "an event of " + owner,
                    holder.map(other -> "to lie with " + names.of(other)).orElse("that identifier to be known"));
        }
    }

    /** An event says which of its identifiers are somebody else's. */
    private void compareMarks(long person, Filed filed) {
        if (filed.nodes().size() == 1) {
            return;
        }
        var known = table.person(filed.subject());
        var marks = filed.nodes().stream()
                .skip(1)
                .filter(node -> !table.person(node).equals(known))
                .map(Identification::notLinked)
                .toList();
        var others = filed.nodes().stream().skip(1).map(Identification::notLinked);
        var found = others.filter(filed.event().marks()::contains).toList();
        if (!found.equals(marks)) {
            differences.add(Family.HISTORY, () -> about(person, filed), marks(found), marks(marks));
        }
    }

    private static String marks(List<String> marks) {
        return marks.isEmpty() ? "no identifiers marked as somebody else's" : "the marks " + marks;
    }

    private String about(long person, Filed filed) {
        return "event " + filed.event().id() + " of " + filed.event().source() + " of " + names.of(person);
    }

    /** All events of a person have been read. */
    void endOfPerson() {
        links.values().forEach(link -> {
            link(Keys.link(link.subject(), link.other()), link);
            link(Keys.link(link.other(), link.subject()), link);
        });
        carried.forEach((identifier, how) -> {
            var key = Keys.identifier(identifier);
            if (Arrays.equals(how, OWNS) || expected.get(Family.IDENTITIES, key).isEmpty()) {
                expected.put(Family.IDENTITIES, key, how);
            }
        });
        links.clear();
        carried.clear();
    }

    private void link(byte[] key, Link link) {
        var first = expected.get(Family.LINKS, key)
                .map(row -> first(link, Linked.decode(row).link()))
                .orElse(link);
        expected.put(Family.LINKS, key, new Linked(first, Linked.Fate.TAKEN).encode());
    }

    private static Link first(Link one, Link other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
