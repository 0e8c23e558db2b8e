package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Linked.Fate;
import io.pharos.runtime.Sighting.Spot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is who under other definitions, worked out from a {@link Census} in one go: what {@link Identities} would have come to
 * had they always been in force, but that persons keep the names they have. Once made it is not changed, and may be read
 * from any thread.
 */
final class Settlement {
    private final Census census;
    private final List<Linked> links;
    private final Map<Identifier, Line> lines;
    /** What each person is known by, sorted. */
    private final List<List<Identifier>> groups;

    private final Map<Identifier, Integer> places;
    private final long[] persons;

    private Settlement(
            Census census,
            List<Linked> links,
            Map<Identifier, Line> lines,
            List<List<Identifier>> groups,
            Map<Identifier, Integer> places) {
        this.census = census;
        this.links = links;
        this.lines = lines;
        this.groups = groups;
        this.places = places;
        this.persons = new long[groups.size()];
    }

    /**
     * @param before who is who under the definitions in force
     */
    static Settlement of(Census census, IdentityTable before) {
        var bounds = Bounds.of(census.workspace());
        var links = links(census, before.apart());
        var open = links.stream()
                .filter(linked -> !linked.isApart())
                .map(Linked::link)
                .toList();
        var grouped = Persons.of(open, bounds);
        var decided = links.stream()
                .map(linked -> grouped.refuses(linked.link()) ? new Linked(linked.link(), Fate.REFUSED) : linked)
                .toList();
        var groups = new ArrayList<List<Identifier>>();
        var places = new HashMap<Identifier, Integer>();
        var nodes = census.nodes();
        for (var node : nodes.keySet()) {
            if (!places.containsKey(node)) {
                var members = grouped.of(node).stream().sorted().toList();
                members.forEach(member -> places.put(member, groups.size()));
                groups.add(members);
            }
        }
        var settlement = new Settlement(census, decided, lines(census), groups, places);
        settlement.name(before, nodes);
        return settlement;
    }

    /** Those of the census, and what was taken apart: as it was said, and as it is called now. */
    private static List<Linked> links(Census census, Set<Linked> apart) {
        var links = new LinkedHashMap<Meeting, Linked>();
        census.links().values().stream()
                .sorted()
                .forEach(link -> links.put(Meeting.of(link), new Linked(link, Fate.TAKEN)));
        for (var said : apart) {
            var one = said.link().subject();
            var other = said.link().other();
            Meeting.renamed(one, other, census.after())
                    .ifPresent(pair -> links.put(pair, apart(census, pair, Fate.APART_AS_WELL)));
        }
        for (var said : apart) {
            var pair = Meeting.between(said.link().subject(), said.link().other(), census.after());
            links.put(pair, apart(census, pair, Fate.APART));
        }
        return List.copyOf(links.values());
    }

    private static Linked apart(Census census, Meeting pair, Fate fate) {
        var link = census.links().get(pair);
        return new Linked(link == null ? new Link(pair.subject(), pair.other(), Long.MAX_VALUE, "") : link, fate);
    }

    private static Map<Identifier, Line> lines(Census census) {
        var claims = Lines.claims(census.workspace());
        var lines = new HashMap<Identifier, Line>();
        census.sightings().forEach((device, seen) -> {
            var line = new Line(device, claims);
            seen.forEach((spot, sighting) -> line.add(new Sighting(spot, sighting.subject())));
            lines.put(device, line);
        });
        return lines;
    }

    /**
     * Whoever there was goes on as the person who has most of what was theirs; where two would go on as one, who has been
     * there for longer does. The others are called as they would be had they come with their first event: so who was parted
     * and is joined again, or the other way round, is called as before.
     *
     * @param nodes each with the position of its first event
     */
    private void name(IdentityTable before, Map<Identifier, Long> nodes) {
        var shares = new HashMap<Long, Map<Integer, Integer>>();
        for (var passage : census.passages()) {
            var home = home(passage.to());
            before.person(passage.from())
                    .ifPresent(person ->
                            shares.computeIfAbsent(person, _ -> new TreeMap<>()).merge(home, 1, Integer::sum));
        }
        var heirs = new HashMap<Integer, Long>();
        shares.forEach((person, share) -> {
            var most = share.entrySet().stream()
                    .max(Map.Entry.<Integer, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
            most.ifPresent(entry -> heirs.merge(
                    entry.getKey(), person, (one, other) -> LinkGraph.OLDER.compare(one, other) <= 0 ? one : other));
        });
        var taken = new HashSet<>(shares.keySet());
        for (var place = 0; place < persons.length; place++) {
            var heir = heirs.get(place);
            persons[place] = heir == null ? fresh(groups.get(place), nodes, taken) : heir;
        }
    }

    private static long fresh(List<Identifier> members, Map<Identifier, Long> nodes, Set<Long> taken) {
        var position =
                members.stream().map(nodes::get).min(Comparator.naturalOrder()).orElseThrow();
        var first = members.getFirst();
        var slot = ProfileId.slot(Fingerprint.of(first.kind(), first.value()));
        while (!taken.add(ProfileId.of(slot, position))) {
            slot = (slot + 1) % ProfileId.SLOTS;
        }
        return ProfileId.of(slot, position);
    }

    /** Where most of what names but that subject is: on a device that people share, with who was seen there last. */
    private int home(Identifier subject) {
        var line = lines.get(subject);
        return place(isShared(subject) && line != null ? line.last().orElse(subject) : subject);
    }

    private boolean isShared(Identifier identifier) {
        return census.after().switches() && identifier.isAnonymous();
    }

    private int place(Identifier identifier) {
        var place = places.get(identifier);
        if (place == null) {
            throw new IllegalStateException("nobody has counted " + identifier);
        }
        return place;
    }

    /** Who is known by an identifier that some event carries. */
    long person(Identifier identifier) {
        return persons[place(identifier)];
    }

    Whose whose(Event event, Identifier subject) {
        var line = isShared(subject) ? lines.get(subject) : null;
        var owner = line == null ? subject : line.owner(Spot.of(event));
        return new Whose(person(owner), owner);
    }

    /** Whose an event is that has been counted. */
    long person(Event event) {
        return whose(event, census.after().nodes(event).getFirst()).person();
    }

    /** An event that has been counted, as it says which of its identifiers are somebody else's. */
    Event shown(Event event) {
        return shown(event, census.after().nodes(event));
    }

    Event shown(Event event, List<Identifier> nodes) {
        var marks = new ArrayList<>(event.marks());
        marks.removeIf(Identification::isNotLinked);
        for (var other : nodes.subList(1, nodes.size())) {
            if (place(other) != place(nodes.getFirst())) {
                marks.add(Identification.notLinked(other));
            }
        }
        return marks.equals(event.marks()) ? event : event.marked(marks);
    }

    /** All whose an event may be that has that subject. */
    Set<Long> takers(Identifier subject) {
        var line = isShared(subject) ? lines.get(subject) : null;
        var takers = new TreeSet<>(Set.of(person(subject)));
        if (line != null) {
            line.subjects().forEach(seen -> takers.add(person(seen)));
        }
        return takers;
    }

    Census census() {
        return census;
    }

    /** Persons whose events carry what is somebody else's, since a link was refused, or taken apart. */
    Set<Long> divided() {
        return links.stream()
                .filter(linked -> linked.fate() != Fate.TAKEN)
                .flatMap(linked ->
                        Stream.of(linked.link().subject(), linked.link().other()))
                .filter(places::containsKey)
                .map(this::person)
                .collect(Collectors.toSet());
    }

    /** All links that events make or that were taken apart, and what became of them. */
    List<Linked> links() {
        return links;
    }

    /** All identifiers that name somebody. */
    Set<Identifier> identifiers() {
        return Collections.unmodifiableSet(places.keySet());
    }

    private static Group with(Group group, Linked linked) {
        return switch (linked.fate()) {
            case TAKEN -> group.joinedBy(linked.link());
            case REFUSED -> group.with(linked.link(), true);
            case APART, APART_AS_WELL -> group.with(null, true);
        };
    }

    /** Everybody, as they are kept; whether or not they are more than one identifier. */
    List<Group> everybody() {
        var everybody = new ArrayList<Group>();
        for (var place = 0; place < persons.length; place++) {
            everybody.add(new Group(persons[place], groups.get(place), null, null, true));
        }
        for (var linked : links) {
            for (var end : List.of(linked.link().subject(), linked.link().other())) {
                var place = places.get(end);
                if (place != null) {
                    everybody.set(place, with(everybody.get(place), linked));
                }
            }
        }
        return everybody;
    }
}
