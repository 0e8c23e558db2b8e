package io.pharos.runtime;

import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Linked.Fate;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up which identifiers are one person's, as links come in whatever order they come in: as {@link Persons} would say of
 * all of them. What comes last, joins those of whom nothing was refused, or is refused itself and comes behind all that were
 * taken, is decided by itself; else everything that hangs together with it is decided anew. Not thread-safe.
 */
final class LinkGraph {
    /** Persons who have been there for longer come first. */
    static final Comparator<Long> OLDER =
            Comparator.comparingLong(ProfileId::position).thenComparing(Comparator.naturalOrder());

    private final IdentityTable table;
    private final Bounds bounds;

    LinkGraph(IdentityTable table, Bounds bounds) {
        this.table = table;
        this.bounds = bounds;
    }

    /** @return why it is refused; empty if it is not, or was before */
    Optional<Problem> add(Link link, Regrouping change) {
        var known = table.link(link.subject(), link.other());
        if (known.filter(linked -> linked.link().compareTo(link) <= 0).isPresent()) {
            return Optional.empty();
        }
        if (known.filter(Linked::isApart).isPresent()) {
            table.put(new Linked(link, known.get().fate()));
            refuse(table.group(link.subject()), link, change);
            refuse(table.group(link.other()), link, change);
            return Optional.empty();
        }
        var one = table.group(link.subject());
        var other = table.group(link.other());
        var together = one.members().contains(link.other());
        var allowed = together || bounds.allow(one.members(), other.members());
        var isLast = known.isEmpty() && one.isBefore(link) && other.isBefore(link);
        var mayBeRefused = known.filter(linked -> linked.fate() == Fate.TAKEN).isEmpty();
        var changesNobody = mayBeRefused
                && (together ? known.isEmpty() : !allowed)
                && one.isJoinedBefore(link)
                && other.isJoinedBefore(link);
        if (isLast || changesNobody || (allowed && one.clean() && other.clean())) {
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
            keep(one.joinedBy(link));
        } else if (allowed) {
            meet(one, other, change);
            var members = new ArrayList<>(one.members());
            members.addAll(other.members());
            var person = elder(one.person(), other.person()).orElseGet(() -> change.fresh(link.subject()));
            members.forEach(member -> change.move(member, person));
            forget(one.person(), person);
            forget(other.person(), person);
            keep(new Group(person, members, other.latest(), other.joined(), other.clean() && one.clean())
                    .with(one.latest(), false)
                    .joinedBy(one.joined())
                    .joinedBy(link));
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
        keep(new Group(person, group.members(), group.latest(), group.joined(), group.clean()).with(link, true));
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

    /** Two identifiers are not linked, whatever events say. */
    void takeApart(Identifier one, Identifier other, Identification identification, Regrouping change) {
        takeApart(one, other, Fate.APART, identification, change);
        var asWell = Meeting.renamed(one, other, identification);
        asWell.ifPresent(pair -> takeApart(pair.subject(), pair.other(), Fate.APART_AS_WELL, identification, change));
    }

    private void takeApart(
            Identifier one, Identifier other, Fate fate, Identification identification, Regrouping change) {
        var known = table.link(one, other).or(() -> table.link(other, one));
        var link = known.map(Linked::link)
                .orElseGet(() -> identification.isStronger(one, other)
                        ? new Link(one, other, Long.MAX_VALUE, "")
                        : new Link(other, one, Long.MAX_VALUE, ""));
        table.put(new Linked(link, fate));
        if (table.person(one).isPresent() && table.person(other).isPresent()) {
            regroup(List.of(one, other), change);
        }
    }

    /** What was taken away with some identifiers. */
    record Unlinked(long links, Set<Identifier> others) {}

    /** There never was a link of {@code members}, who are all of some persons. Says whom else there were links with. */
    Unlinked remove(Set<Identifier> members, Regrouping change) {
        var removed = new HashSet<Link>();
        var others = new TreeSet<Identifier>();
        for (var member : members) {
            for (var linked : table.links(member)) {
                var link = linked.link();
                table.remove(link);
                removed.add(link);
                Stream.of(link.subject(), link.other())
                        .filter(end ->
                                !members.contains(end) && table.person(end).isPresent())
                        .forEach(others::add);
            }
        }
        if (!others.isEmpty()) {
            regroup(List.copyOf(others), change);
        }
        return new Unlinked(removed.size(), others);
    }

    /** By person, those who are known by one identifier only, which has links with {@code members} and nobody else. */
    Map<Long, Identifier> onlyBeside(Set<Identifier> members) {
        var only = new TreeMap<Long, Identifier>();
        for (var member : members) {
            for (var linked : table.links(member)) {
                var link = linked.link();
                var end = link.subject().equals(member) ? link.other() : link.subject();
                var group = table.group(end);
                var person = group.person();
                if (person != null
                        && !members.contains(end)
                        && group.members().size() == 1
                        && table.links(end).stream()
                                .allMatch(each -> members.contains(each.link().subject())
                                        || members.contains(each.link().other()))) {
                    only.put(person, end);
                }
            }
        }
        return only;
    }

    /** Whether some event carries the identifier beside others. */
    boolean isCarried(Identifier identifier) {
        return table.links(identifier).stream().anyMatch(linked -> linked.link().time() != Long.MAX_VALUE);
    }

    /** Whoever hangs together with {@code members} by links, whatever became of these. */
    Set<Identifier> around(Set<Identifier> members) {
        var found = new TreeSet<>(members);
        var ahead = new ArrayDeque<>(members);
        while (!ahead.isEmpty()) {
            for (var linked : table.links(ahead.remove())) {
                Stream.of(linked.link().subject(), linked.link().other())
                        .filter(found::add)
                        .forEach(ahead::add);
            }
        }
        return found;
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
                if (linked.isApart()) {
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
            var all = new Group(table.person(group.getFirst()).orElseThrow(), group, null, null, true);
            group.forEach(member -> kept.put(member, all));
        });
        for (var linked : links) {
            var isRefused = persons.refuses(linked.link());
            update(kept, linked.link().subject(), linked.link(), isRefused);
            update(kept, linked.link().other(), linked.link(), isRefused);
        }
        for (var link : apart) {
            for (var end : List.of(link.subject(), link.other())) {
                if (kept.containsKey(end)) {
                    update(kept, end, null, true);
                }
            }
        }
        kept.values().stream().distinct().forEach(this::keep);
    }

    private static void update(Map<Identifier, Group> groups, Identifier end, @Nullable Link link, boolean isRefused) {
        var group = groups.get(end);
        if (group == null) {
            throw new IllegalStateException("no group of " + end);
        }
        var next = isRefused ? group.with(link, true) : group.joinedBy(link);
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

    /** How two identifiers are still connected, from the one to the other; empty if they are not. */
    List<Identifier> path(Identifier one, Identifier other) {
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
}
