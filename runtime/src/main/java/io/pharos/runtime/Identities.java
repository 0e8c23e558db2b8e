package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.runtime.Departure.Refiling;
import io.pharos.runtime.Linked.Fate;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Sighting.Spot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says whose each event is, entry by entry in the order of the log, and what each entry asks of which shard. Persons are a
 * function of all events: the components of the links that {@link Persons takes}; here they are kept up as events come,
 * whatever order they come in.
 *
 * <p>Not thread-safe, except {@link #remembered}: one thread calls it, before the shards.
 */
final class Identities {
    /** Persons who have been there for longer come first. */
    private static final Comparator<Long> OLDER =
            Comparator.comparingLong(ProfileId::position).thenComparing(Comparator.naturalOrder());

    private final Overlay rows;
    private final IdentityTable table;
    private volatile Identification identification;
    private volatile Lines lines;
    private Bounds bounds;

    Identities(Rows state, Workspace workspace) {
        this.rows = new Overlay(state);
        this.table = new IdentityTable(rows);
        this.identification = new Identification(workspace);
        this.lines = new Lines(rows, workspace);
        this.bounds = Bounds.of(workspace);
    }

    private void publish(Workspace workspace) {
        identification = new Identification(workspace);
        lines = new Lines(rows, workspace);
        bounds = Bounds.of(workspace);
    }

    Overlay rows() {
        return rows;
    }

    /** Who is known by {@code identifier} now; on a device that people share, who was seen there last. */
    Optional<Long> person(Identifier identifier) {
        return table.person(isShared(identifier) ? lines.of(identifier).last().orElse(identifier) : identifier);
    }

    /** The same as far as memory goes, from any thread. */
    Optional<Long> remembered(Identifier identifier) {
        return isShared(identifier)
                ? lines.remembered(identifier).flatMap(table::remembered)
                : table.remembered(identifier);
    }

    /** @param works takes what is asked of the shards, in order */
    void resolve(Logged logged, Consumer<Work> works) {
        switch (logged.entry()) {
            case Entry.Ingest ingest -> ingest(logged, ingest, works);
            case Entry.Unlink unlink -> unlink(logged, unlink, works);
            case Entry.Publish publish -> {
                publish.engine().map(Engine::workspace).ifPresent(this::publish);
                works.accept(new Work.Plain(logged));
            }
            case Entry.Tick _, Entry.Refold _, Entry.Settle _, Entry.Redeliver _ ->
                works.accept(new Work.Plain(logged));
        }
    }

    private void ingest(Logged logged, Entry.Ingest ingest, Consumer<Work> works) {
        var event = ingest.event();
        var nodes = identification.nodes(event);
        var owner = owner(event, nodes);
        var key = ingest.sender().key(event);
        if (mayBeThere(ingest.sender()) && rows.get(Family.EVENT_IDS, key).isPresent()) {
            works.accept(new Work.Duplicate(logged, ingest, table.person(owner).orElse(0L)));
            return;
        }
        rows.mark(Family.EVENT_IDS, key);
        var change = new Regrouping(table, logged.position());
        var problems = new ArrayList<>(identification.blocked(event));
        for (var link : Link.of(event, nodes)) {
            add(link, change).ifPresent(problems::add);
        }
        if (table.person(owner).isEmpty()) {
            change.move(owner, change.fresh(owner));
        }
        if (identification.switches() && !isDevice(nodes.getFirst())) {
            device(event).ifPresent(device -> see(device, owner, event, change, logged));
        }
        var whose = new Whose(table.person(owner).orElseThrow(), owner);
        var own = new OwnEvent(logged, marked(ingest, nodes), whose, change.isFresh(whose.person()), problems);
        var _ = carryOut(change, logged, works, Optional.of(own));
    }

    /** The event says which of its identifiers are somebody else's. */
    private Entry.Ingest marked(Entry.Ingest ingest, List<Identifier> nodes) {
        var person = table.person(nodes.getFirst());
        var others = nodes.stream()
                .skip(1)
                .filter(node -> !table.person(node).equals(person))
                .map(Identification::notLinked)
                .toList();
        if (others.isEmpty()) {
            return ingest;
        }
        var event = ingest.event()
                .marked(Stream.concat(ingest.event().marks().stream(), others.stream())
                        .toList());
        return new Entry.Ingest(event, ingest.sender(), EventCodec.encode(event), ingest.answer());
    }

    /** Who is new has sent nothing yet, so there is no need to look. */
    private boolean mayBeThere(Sender sender) {
        return identification.switches() || table.person(sender.routing()).isPresent();
    }

    private Identifier owner(Event event, List<Identifier> nodes) {
        var subject = nodes.getFirst();
        return isShared(subject) ? lines.of(subject).owner(Spot.of(event)) : subject;
    }

    private boolean isShared(Identifier identifier) {
        return identification.switches() && isDevice(identifier);
    }

    private static boolean isDevice(Identifier identifier) {
        return identifier.kind().equals(Identifier.ANONYMOUS);
    }

    private Optional<Identifier> device(Event event) {
        return identification.identifiers(event).stream().findFirst().filter(Identities::isDevice);
    }

    /** What nobody is named in around the event is the subject's from now on, as far as the device's line says so. */
    private void see(Identifier device, Identifier subject, Event event, Regrouping change, Logged logged) {
        var line = lines.of(device);
        var spot = Spot.of(event);
        var earlier = line.before(spot);
        var later = line.after(spot);
        lines.add(device, subject, event, logged.position());
        var owner = new Whose(table.person(subject).orElseThrow(), subject);
        if (earlier.isPresent()) {
            var before = earlier.get().subject();
            var person = change.before(before);
            if (!before.equals(subject) && person != null) {
                change.refile(
                        person,
                        new Refiling(
                                device, spot, later.map(Sighting::spot).orElse(null), Long.MIN_VALUE, owner, owner));
            }
            return;
        }
        var alone = change.before(device);
        if (alone == null && later.isEmpty()) {
            return;
        }
        var since = line.since(subject, spot);
        var before =
                new Refiling(device, null, spot, since, owner, since == Long.MIN_VALUE ? owner : alone(device, change));
        var after = new Refiling(device, spot, later.map(Sighting::spot).orElse(null), Long.MIN_VALUE, owner, owner);
        var holders = new TreeSet<Long>();
        Optional.ofNullable(alone).ifPresent(holders::add);
        later.map(Sighting::subject).map(change::before).ifPresent(holders::add);
        for (var holder : holders) {
            change.refile(holder, before);
            change.refile(holder, after);
        }
    }

    private Whose alone(Identifier device, Regrouping change) {
        if (table.person(device).isEmpty()) {
            change.move(device, change.fresh(device));
        }
        return new Whose(table.person(device).orElseThrow(), device);
    }

    /** @return why it is refused; empty if it is not, or was before */
    private Optional<Problem> add(Link link, Regrouping change) {
        var known = table.link(link.subject(), link.other());
        if (known.filter(linked -> linked.link().compareTo(link) <= 0).isPresent()) {
            return Optional.empty();
        }
        if (known.filter(linked -> linked.fate() == Fate.APART).isPresent()) {
            table.put(new Linked(link, Fate.APART));
            return Optional.empty();
        }
        var one = table.group(link.subject());
        var other = table.group(link.other());
        var together = one.members().contains(link.other());
        var allowed = together || bounds.allow(one.members(), other.members());
        var isLast = known.isEmpty() && one.isBefore(link) && other.isBefore(link);
        if (isLast || (allowed && one.clean() && other.clean())) {
            // nothing decided before depends on it
            decide(link, one, other, together, allowed, change);
        } else {
            table.put(new Linked(link, Fate.REFUSED));
            regroup(List.of(link.subject(), link.other()), change);
        }
        var fate = table.link(link.subject(), link.other()).map(Linked::fate).orElseThrow();
        return known.isEmpty() && fate == Fate.REFUSED ? Optional.of(refusal(link)) : Optional.empty();
    }

    private void decide(Link link, Group one, Group other, boolean together, boolean allowed, Regrouping change) {
        table.put(new Linked(link, allowed ? Fate.TAKEN : Fate.REFUSED));
        if (together) {
            keep(one.with(link, true));
        } else if (allowed) {
            meet(one, other, change);
            var members = new ArrayList<>(one.members());
            members.addAll(other.members());
            var person = elder(one.person(), other.person()).orElseGet(() -> change.fresh(link.subject()));
            members.forEach(member -> change.move(member, person));
            forget(one.person(), person);
            forget(other.person(), person);
            keep(new Group(person, members, other.latest(), other.clean())
                    .with(one.latest(), one.clean())
                    .with(link, true));
        } else {
            refuse(one, link, change);
            refuse(other, link, change);
        }
    }

    /** Links between the two that were refused, or taken apart, lead to the same person now. */
    private void meet(Group one, Group other, Regrouping change) {
        if (!one.clean() && !other.clean()) {
            for (var member : one.members()) {
                for (var mate : other.members()) {
                    table.link(member, mate).or(() -> table.link(mate, member)).ifPresent(change::look);
                }
            }
        }
    }

    private void refuse(Group group, Link link, Regrouping change) {
        var person = group.person();
        if (person == null) {
            person = change.fresh(group.members().getFirst());
            change.move(group.members().getFirst(), person);
        }
        keep(new Group(person, group.members(), group.latest(), group.clean()).with(link, false));
    }

    private void keep(Group group) {
        var person = group.person();
        if (person == null) {
            throw new IllegalStateException("nobody is known by " + group.members());
        }
        table.put(person, group);
    }

    private void forget(@Nullable Long person, long survivor) {
        if (person != null && person != survivor) {
            table.remove(person);
        }
    }

    private static Optional<Long> elder(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return Optional.ofNullable(one == null ? other : one);
        }
        return Optional.of(OLDER.compare(one, other) <= 0 ? one : other);
    }

    private Problem refusal(Link link) {
        return new Problem(
                "identifier.not-linked",
                Problem.Place.inEvent(link.other().kind()),
                link.subject() + " with " + link.other(),
                "identifiers of one person: at most " + bounds.most() + " of them"
                        + (bounds.single().isEmpty() ? "" : ", and one of each kind that switches"),
                "The event belongs to " + link.subject() + "; the other stays who it was.");
    }

    /** Decides anew about all links that hang together with {@code seeds}, and so who is who among what they join. */
    private void regroup(List<Identifier> seeds, Regrouping change) {
        var links = new ArrayList<Linked>();
        var apart = new ArrayList<Link>();
        var found = new LinkedHashSet<>(seeds);
        var ahead = new ArrayDeque<>(seeds);
        var seen = new HashSet<Link>();
        while (!ahead.isEmpty()) {
            for (var linked : table.links(ahead.remove())) {
                if (!seen.add(linked.link())) {
                    continue;
                }
                change.look(linked);
                if (linked.fate() == Fate.APART) {
                    apart.add(linked.link());
                } else {
                    links.add(linked);
                    for (var end :
                            List.of(linked.link().subject(), linked.link().other())) {
                        if (found.add(end)) {
                            ahead.add(end);
                        }
                    }
                }
            }
        }
        var persons = Persons.of(links.stream().map(Linked::link).toList(), bounds);
        for (var linked : links) {
            var fate = persons.refuses(linked.link()) ? Fate.REFUSED : Fate.TAKEN;
            if (fate != linked.fate()) {
                table.put(new Linked(linked.link(), fate));
            }
        }
        var groups = groups(found, persons);
        name(groups, change);
        var kept = new HashMap<Identifier, Group>();
        groups.forEach(group -> {
            var all = new Group(table.person(group.getFirst()).orElseThrow(), group, null, true);
            group.forEach(member -> kept.put(member, all));
        });
        for (var linked : links) {
            var isClean = !persons.refuses(linked.link());
            update(kept, linked.link().subject(), linked.link(), isClean);
            update(kept, linked.link().other(), linked.link(), isClean);
        }
        for (var link : apart) {
            kept.computeIfPresent(link.subject(), (_, group) -> group.with(null, false));
            kept.computeIfPresent(link.other(), (_, group) -> group.with(null, false));
        }
        kept.values().stream().distinct().forEach(this::keep);
    }

    private static void update(Map<Identifier, Group> groups, Identifier end, Link link, boolean isClean) {
        var group = groups.get(end);
        if (group == null) {
            throw new IllegalStateException("no group of " + end);
        }
        var next = group.with(link, isClean);
        next.members().forEach(member -> groups.put(member, next));
    }

    private static List<List<Identifier>> groups(Collection<Identifier> found, Persons persons) {
        var groups = new TreeMap<Identifier, List<Identifier>>();
        for (var identifier : found) {
            var members = persons.of(identifier).stream().sorted().toList();
            groups.put(members.getFirst(), members);
        }
        return List.copyOf(groups.values());
    }

    /** Whoever there was goes on as the group that holds most of their identifiers; the longest there first. */
    private void name(List<List<Identifier>> groups, Regrouping change) {
        var shares = new TreeMap<Long, Map<Integer, Integer>>(OLDER);
        for (var index = 0; index < groups.size(); index++) {
            for (var member : groups.get(index)) {
                var at = index;
                table.person(member)
                        .ifPresent(person -> shares.computeIfAbsent(person, _ -> new TreeMap<>())
                                .merge(at, 1, Integer::sum));
            }
        }
        var names = new HashMap<Integer, Long>();
        shares.forEach((person, share) -> {
            var best = share.entrySet().stream()
                    .filter(entry -> !names.containsKey(entry.getKey()))
                    .max(Map.Entry.<Integer, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
            best.ifPresentOrElse(entry -> names.put(entry.getKey(), person), () -> table.remove(person));
        });
        for (var index = 0; index < groups.size(); index++) {
            var group = groups.get(index);
            var person = names.containsKey(index) ? names.get(index) : change.fresh(group.getFirst());
            group.forEach(member -> change.move(member, person));
        }
    }

    private void unlink(Logged logged, Entry.Unlink unlink, Consumer<Work> works) {
        var one = unlink.subject();
        var other = unlink.other();
        var known = table.link(one, other).or(() -> table.link(other, one));
        var link = known.map(Linked::link)
                .orElseGet(() -> identification.isStronger(one, other)
                        ? new Link(one, other, Long.MAX_VALUE, "")
                        : new Link(other, one, Long.MAX_VALUE, ""));
        table.put(new Linked(link, Fate.APART));
        var change = new Regrouping(table, logged.position());
        if (table.person(one).isPresent() && table.person(other).isPresent()) {
            regroup(List.of(one, other), change);
        }
        var path = path(one, other);
        var _ = carryOut(change, logged, works, Optional.empty())
                .thenAccept(_ -> unlink.answer().complete(path))
                .exceptionally(failure -> {
                    unlink.answer().completeExceptionally(failure);
                    return null;
                });
    }

    /** How two identifiers are still connected, from the one to the other; empty if they are not. */
    private List<Identifier> path(Identifier one, Identifier other) {
        var from = new LinkedHashMap<Identifier, Identifier>();
        from.put(one, one);
        var ahead = new ArrayDeque<>(List.of(one));
        while (!ahead.isEmpty() && !from.containsKey(other)) {
            var next = ahead.remove();
            for (var linked : table.links(next)) {
                var link = linked.link();
                var end = link.subject().equals(next) ? link.other() : link.subject();
                if (linked.fate() == Fate.TAKEN && from.putIfAbsent(end, next) == null) {
                    ahead.add(end);
                }
            }
        }
        var path = new ArrayDeque<Identifier>();
        for (var at = from.containsKey(other) ? other : null; at != null; at = at.equals(one) ? null : from.get(at)) {
            path.addFirst(at);
        }
        return List.copyOf(path);
    }

    /**
     * Asks of the shards what follows from a change: first what each person gives away, then what each makes of what they are
     * given, at last what becomes of what was held for those of whom nothing is left.
     *
     * @param event whose the entry's own event is, if it has one
     * @return completes when the persons without an event of their own are what they are now
     */
    private static CompletableFuture<?> carryOut(
            Regrouping change, Logged logged, Consumer<Work> works, Optional<OwnEvent> event) {
        var parcels = new TreeMap<Long, List<Parcel>>();
        var judges = new ArrayList<Work>();
        for (var departure : change.departures()) {
            var leaving = new TreeMap<Long, Parcel>();
            departure.targets().forEach(target -> leaving.put(target, new Parcel()));
            parcels.computeIfAbsent(departure.from(), _ -> new ArrayList<>());
            leaving.forEach((target, parcel) ->
                    parcels.computeIfAbsent(target, _ -> new ArrayList<>()).add(parcel));
            works.accept(new Work.Release(logged, departure, leaving));
            judges.add(new Work.Judge(logged, departure.from(), List.copyOf(leaving.values())));
        }
        var absorbs = new ArrayList<Work.Absorb>();
        var own = event.map(OwnEvent::person);
        parcels.forEach((person, handed) -> {
            if (!own.equals(Optional.of(person))) {
                absorbs.add(new Work.Absorb(logged, person, handed, new CompletableFuture<>()));
            }
        });
        var others =
                CompletableFuture.allOf(absorbs.stream().map(Work.Absorb::done).toArray(CompletableFuture[]::new));
        event.ifPresent(each -> works.accept(each.work(Optional.ofNullable(parcels.get(each.person())), others)));
        absorbs.forEach(works);
        judges.forEach(works);
        return others;
    }

    /** The event of an entry, whose it is, and what is said of it. */
    private record OwnEvent(Logged logged, Entry.Ingest ingest, Whose whose, boolean isNew, List<Problem> problems) {
        long person() {
            return whose.person();
        }

        Work work(Optional<List<Parcel>> parcels, CompletableFuture<?> others) {
            return new Work.Apply(logged, ingest, whose, isNew, parcels, others, problems);
        }
    }
}
