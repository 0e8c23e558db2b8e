package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import io.pharos.runtime.Departure.Meeting;
import io.pharos.runtime.Removal.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What remains of a log when somebody reads it slowly: the events that there are, after everything that was removed. */
final class Recount {
    private Workspace workspace = Edition.NONE.workspace();
    private final List<Event> events = new ArrayList<>();
    private final Set<Sent> seen = new HashSet<>();
    private final Set<Meeting> apart = new HashSet<>();
    private final Set<Identifier> said = new HashSet<>();
    private final List<Grave> graves = new ArrayList<>();

    private record Sent(String source, Identifier sender, String id) {}

    private record Grave(Instant at, Set<Identifier> named, Map<Identifier, List<Stretch>> stretches) {
        boolean refuses(List<Identifier> nodes, Instant time) {
            return nodes.stream()
                    .anyMatch(node -> (named.contains(node) && !time.isAfter(at))
                            || stretches.getOrDefault(node, List.of()).stream()
                                    .anyMatch(stretch -> stretch.since() <= time.toEpochMilli()
                                            && time.toEpochMilli() <= stretch.until()));
        }
    }

    static Recount of(Rig rig) {
        var recount = new Recount();
        var codec = rig.codec();
        var position = 0;
        for (var record : rig.storage().fromTheLogAlone(Opening.EPOCH).log().read(0, Integer.MAX_VALUE)) {
            recount.read(codec.decode(position++, record));
        }
        return recount;
    }

    private void read(Logged logged) {
        switch (logged.entry()) {
            case Entry.Ingest ingest -> take(ingest.event());
            case Entry.Unlink(var one, var other, var _) -> {
                apart.add(identification().isStronger(one, other) ? new Meeting(one, other) : new Meeting(other, one));
                said.add(one);
                said.add(other);
            }
            case Entry.Erase(var identifier, var _) -> erase(identifier, logged.at());
            case Entry.Tick _ -> tick(logged.at());
            case Entry.Publish publish ->
                workspace = publish.engine().orElseThrow().workspace();
            case Entry.Refold _, Entry.CatchUp _, Entry.Settle _, Entry.Redeliver _ -> {}
        }
    }

    private void take(Event event) {
        var refused =
                graves.stream().anyMatch(grave -> grave.refuses(identification().nodes(event), event.time()));
        if (!refused && seen.add(sent(event))) {
            events.add(event);
        }
    }

    private Sent sent(Event event) {
        return new Sent(event.source(), identification().routing(event).orElseThrow(), event.id());
    }

    private void erase(Identifier identifier, Instant at) {
        var isThere = isShared(identifier)
                ? events.stream().anyMatch(event -> owner(event).equals(identifier))
                : events.stream()
                        .anyMatch(event -> identification().nodes(event).contains(identifier));
        if (!isThere) {
            return;
        }
        var gone = new TreeSet<>(persons().of(identifier));
        var stretches = new HashMap<Identifier, List<Stretch>>();
        lines().forEach((device, line) -> {
            if (events.stream()
                    .anyMatch(event ->
                            gone.contains(owner(event)) && device(event).contains(device))) {
                stretches.put(device, line.stretches(gone, at.toEpochMilli()));
            }
        });
        if (isShared(identifier)) {
            stretches.computeIfAbsent(
                    identifier, device -> new Line(device, Map.of()).stretches(gone, at.toEpochMilli()));
        }
        graves.add(new Grave(at, named(gone), stretches));
        remove(gone);
    }

    private void tick(Instant now) {
        graves.removeIf(
                grave -> !grave.at().plus(workspace.retention().erased()).isAfter(now));
        var retention = Retention.of(workspace);
        var engine = Engine.of(workspace);
        var gone = new TreeSet<Identifier>();
        var persons = persons();
        var histories = new HashMap<Set<Identifier>, List<Event>>();
        for (var event : events) {
            histories
                    .computeIfAbsent(new TreeSet<>(persons.of(owner(event))), _ -> new ArrayList<>())
                    .add(event);
        }
        histories.forEach((members, history) -> {
            var last = history.stream().max(Event.ORDER).orElseThrow();
            var heard = HeadRule.latest(last.time(), last.arrival());
            var profile = engine.read(HistoryFold.of(engine, history), now);
            retention
                    .of(profile.segments().keySet())
                    .filter(length -> !heard.plus(length).isAfter(now))
                    .ifPresent(_ -> gone.addAll(members));
        });
        remove(gone);
    }

    private void remove(Set<Identifier> gone) {
        if (gone.isEmpty()) {
            return;
        }
        var named = named(gone);
        var theirs =
                events.stream().filter(event -> gone.contains(owner(event))).collect(Collectors.toSet());
        theirs.forEach(event -> seen.remove(sent(event)));
        seen.removeIf(sent -> named.contains(sent.sender()));
        events.removeAll(theirs);
        events.replaceAll(event -> carries(event, named) ? identification().without(event, named) : event);
        apart.removeIf(pair -> named.contains(pair.subject()) || named.contains(pair.other()));
    }

    private boolean carries(Event event, Collection<Identifier> named) {
        return identification().nodes(event).stream().anyMatch(named::contains);
    }

    private Set<Identifier> named(Set<Identifier> gone) {
        return gone.stream().filter(identifier -> !isShared(identifier)).collect(Collectors.toCollection(TreeSet::new));
    }

    private Identification identification() {
        return new Identification(workspace);
    }

    private boolean isShared(Identifier identifier) {
        return identification().switches() && identifier.isAnonymous();
    }

    private List<Identifier> device(Event event) {
        return identification().device(event).stream().toList();
    }

    private Identifier owner(Event event) {
        var subject = identification().nodes(event).getFirst();
        var line = lines().get(subject);
        return isShared(subject) && line != null ? line.owner(Sighting.Spot.of(event)) : subject;
    }

    private Persons persons() {
        var first = new HashMap<Meeting, Link>();
        for (var event : events) {
            for (var link : Link.of(event, identification().nodes(event))) {
                first.merge(Meeting.of(link), link, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        first.keySet().removeAll(apart);
        return Persons.of(first.values(), Bounds.of(workspace));
    }

    private Map<Identifier, Line> lines() {
        var lines = new HashMap<Identifier, Line>();
        for (var event : events) {
            var subject = identification().nodes(event).getFirst();
            if (identification().switches() && !subject.isAnonymous()) {
                device(event)
                        .forEach(device -> lines.computeIfAbsent(
                                        device, each -> new Line(each, Lines.claims(workspace)))
                                .add(new Sighting(Sighting.Spot.of(event), subject)));
            }
        }
        return lines;
    }

    List<Snapshot> profiles(Instant now) {
        var replay = new Replay(workspace);
        apart.forEach(pair -> replay.takeApart(pair.subject(), pair.other()));
        events.forEach(replay::add);
        var snapshots = new ArrayList<Snapshot>();
        replay.snapshots(now, snapshots::add, (_, _) -> {});
        return snapshots;
    }

    /** Whether something may still name the identifier: an event that is left, or that somebody took it apart. */
    boolean names(Identifier identifier) {
        return isShared(identifier)
                || said.contains(identifier)
                || events.stream()
                        .anyMatch(event -> identification().identifiers(event).contains(identifier));
    }
}
