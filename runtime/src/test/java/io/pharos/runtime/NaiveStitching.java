package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who is who, as slowly and plainly as can be. */
final class NaiveStitching {
    private final Workspace workspace;
    private final Identification identification;
    private final List<Event> events;
    private final Set<Set<Identifier>> apart;
    private final List<Set<Identifier>> taken = new ArrayList<>();

    private record Candidate(Event event, Identifier subject, Identifier other) {}

    NaiveStitching(Workspace workspace, List<Event> events, Set<Set<Identifier>> apart) {
        this.workspace = workspace;
        this.identification = new Identification(workspace);
        this.events = events.stream().sorted(Event.ORDER).toList();
        this.apart = apart;
    }

    /** The ids of the events of each person. */
    Set<Set<String>> persons() {
        takeLinks();
        Map<Set<Identifier>, Set<String>> persons = new LinkedHashMap<>();
        for (var event : events) {
            persons.computeIfAbsent(person(owner(event)), _ -> new HashSet<>()).add(event.id());
        }
        return new HashSet<>(persons.values());
    }

    private boolean devicesAreShared() {
        return workspace.identifiers().stream().anyMatch(kind -> kind.policy() == Policy.SWITCH);
    }

    private List<Identifier> named(Event event) {
        return identification.identifiers(event).stream()
                .filter(identifier -> !identifier.kind().equals(Identifier.ANONYMOUS))
                .toList();
    }

    private List<Identifier> nodes(Event event) {
        var named = named(event);
        if (named.isEmpty()) {
            return identification.identifiers(event);
        }
        var nodes = new ArrayList<>(named);
        if (!devicesAreShared() && event.visitor() != null) {
            nodes.add(Identifier.anonymous(event.visitor()));
        }
        return nodes;
    }

    private void takeLinks() {
        var candidates = new ArrayList<Candidate>();
        for (var event : events) {
            var nodes = nodes(event);
            nodes.stream().skip(1).forEach(other -> candidates.add(new Candidate(event, nodes.getFirst(), other)));
        }
        candidates.sort(
                Comparator.comparing((Candidate candidate) -> candidate.event().time())
                        .thenComparing(candidate -> candidate.event().id())
                        .thenComparing(Candidate::subject)
                        .thenComparing(Candidate::other));
        Set<Set<Identifier>> seen = new HashSet<>();
        for (var candidate : candidates) {
            var ends = Set.of(candidate.subject(), candidate.other());
            if (seen.add(ends) && !apart.contains(ends) && mayBeOne(candidate)) {
                taken.add(ends);
            }
        }
    }

    private boolean mayBeOne(Candidate candidate) {
        var union = new HashSet<>(person(candidate.subject()));
        union.addAll(person(candidate.other()));
        if (union.size() == person(candidate.subject()).size()) {
            return true;
        }
        return union.size() <= workspace.limits().identifiers()
                && workspace.identifiers().stream()
                        .filter(kind -> kind.policy() == Policy.SWITCH)
                        .allMatch(kind -> union.stream()
                                        .filter(each -> each.kind().equals(kind.name()))
                                        .count()
                                <= 1);
    }

    private Set<Identifier> person(Identifier identifier) {
        Set<Identifier> person = new TreeSet<>(Set.of(identifier));
        var grows = true;
        while (grows) {
            grows = false;
            for (var ends : taken) {
                if (ends.stream().anyMatch(person::contains)) {
                    grows |= person.addAll(ends);
                }
            }
        }
        return person;
    }

    private Identifier owner(Event event) {
        var subject = nodes(event).getFirst();
        if (!devicesAreShared() || !subject.kind().equals(Identifier.ANONYMOUS)) {
            return subject;
        }
        var onDevice = events.stream()
                .filter(each ->
                        subject.value().equals(each.visitor()) && !named(each).isEmpty())
                .toList();
        var before = onDevice.stream()
                .filter(each -> Event.ORDER.compare(each, event) < 0)
                .toList();
        if (!before.isEmpty()) {
            return named(before.getLast()).getFirst();
        }
        if (!onDevice.isEmpty()) {
            var first = named(onDevice.getFirst()).getFirst();
            var kind = workspace.identifiers().stream()
                    .filter(each -> each.name().equals(first.kind()))
                    .findFirst()
                    .orElseThrow();
            var latest = kind.claim()
                    .map(claim ->
                            !event.time().isBefore(onDevice.getFirst().time().minus(claim)));
            if (latest.orElse(true)) {
                return first;
            }
        }
        return subject;
    }

    static Set<Set<String>> ids(Collection<List<Event>> persons) {
        Set<Set<String>> ids = new HashSet<>();
        persons.forEach(
                person -> ids.add(new HashSet<>(person.stream().map(Event::id).toList())));
        return ids;
    }
}
