package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.EventCodec;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Workspace;
import io.pharos.runtime.Departure.Refiling;
import io.pharos.runtime.Entry.Erase.Erased;
import io.pharos.runtime.Rows.Family;
import io.pharos.runtime.Sighting.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Overlay rows;
    private final StoreSecret secret;
    private final int shards;
    private volatile IdentityTable table;
    private volatile Identification identification;
    private volatile Lines lines;
    private LinkGraph links;
    /** What is told of events as they come, beside what is done with them. */
    private @Nullable Census census;
    /** In place of one that somebody was removed from meanwhile. */
    private @Nullable Census recount;

    private volatile Tombstones tombstones;
    private Retention retention;
    /** The position of the last entry that names somebody whom the log alone may name; negative if there is none. */
    private volatile long logDue;

    /** @param shards how many there are */
    Identities(Rows state, StoreSecret secret, Workspace workspace, int shards) {
        this.rows = new Overlay(state);
        this.secret = secret;
        this.shards = shards;
        this.table = new IdentityTable(rows);
        this.identification = new Identification(workspace);
        this.lines = new Lines(rows, workspace);
        this.links = new LinkGraph(table, Bounds.of(workspace));
        this.tombstones = new Tombstones(rows, secret, workspace.retention().erased());
        this.retention = Retention.of(workspace);
        this.logDue = rows.get(Family.META, Sweep.LOG_DUE).map(Keys::position).orElse(-1L);
    }

    private void publish(Workspace workspace) {
        identification = new Identification(workspace);
        lines = new Lines(rows, workspace);
        links = new LinkGraph(table, Bounds.of(workspace));
        tombstones = new Tombstones(rows, secret, workspace.retention().erased());
        retention = Retention.of(workspace);
    }

    Overlay rows() {
        return rows;
    }

    /** Tells {@code following} of each event that comes; nobody any more if it is null. */
    void tell(@Nullable Census following) {
        census = following;
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

    /** The least moment, in milliseconds, at which a tick may find something to do here. */
    long earliest() {
        return tombstones.earliest();
    }

    /** What has to be known of the shards, as they are at this place of the log, before the entry can be resolved. */
    Optional<Function<Shard, List<Survey>>> asks(Logged logged) {
        return switch (logged.entry()) {
            case Entry.Erase(var identifier, var _) ->
                table.person(identifier)
                        .map(person -> shard -> shard.survey(person).stream().toList());
            case Entry.Publish publish ->
                publish.census().filter(Census::isOutdated).map(this::recount);
            case Entry.Tick _ -> retention.isNone() ? Optional.empty() : Optional.of(shard -> shard.expired(logged));
            case Entry.Ingest _, Entry.Unlink _, Entry.Refold _, Entry.CatchUp _, Entry.Settle _, Entry.Redeliver _ ->
                Optional.empty();
        };
    }

    /** The same, once {@code surveys} are known: whether those whom only the removed have named have sent anything themselves. */
    Optional<Function<Shard, List<Survey>>> asksAfter(Logged logged, List<Survey> surveys) {
        var members = new TreeSet<Identifier>();
        removed(logged, surveys)
                .forEach(survey -> members.addAll(table.group(survey.known()).members()));
        var beside = links.onlyBeside(members);
        return beside.isEmpty() ? Optional.empty() : Optional.of(shard -> shard.unheard(beside));
    }

    /** Those who are to be removed. */
    private List<Survey> removed(Logged logged, List<Survey> surveys) {
        var isErasure = logged.entry() instanceof Entry.Erase;
        if (!surveys.isEmpty() || !isErasure) {
            return isErasure || logged.entry() instanceof Entry.Tick ? surveys : List.of();
        }
        var identifier = ((Entry.Erase) logged.entry()).identifier();
        return table.person(identifier)
                .filter(_ -> links.isCarried(identifier))
                .map(person -> List.of(Survey.nothing(person, identifier)))
                .orElse(List.of());
    }

    /** All events are looked at once more, which holds up everybody: what was counted beside them has those who are gone. */
    private Function<Shard, List<Survey>> recount(Census outdated) {
        var anew = outdated.anew();
        recount = anew;
        return shard -> shard.tell(anew);
    }

    /**
     * @param surveys what was {@linkplain #asks asked}
     * @param unheard and what was asked {@linkplain #asksAfter after} that
     * @param works takes what is asked of the shards, in order
     */
    void resolve(Logged logged, List<Survey> surveys, List<Survey> unheard, Consumer<Work> works) {
        switch (logged.entry()) {
            case Entry.Ingest ingest -> ingest(logged, ingest, works);
            case Entry.Unlink unlink -> unlink(logged, unlink, works);
            case Entry.Erase erase -> erase(logged, erase, removed(logged, surveys), unheard, works);
            case Entry.Tick _ -> {
                tombstones.expire(logged.at());
                if (!surveys.isEmpty()) {
                    var _ = remove(logged, surveys, unheard, works);
                }
                works.accept(new Work.Plain(logged));
            }
            case Entry.Publish publish -> {
                works.accept(new Work.Plain(logged));
                publish.census()
                        .map(taken -> recount == null ? taken : recount)
                        .ifPresent(complete -> resettle(logged, complete, works));
                recount = null;
                publish.engine().map(Engine::workspace).ifPresent(this::publish);
            }
            case Entry.Refold _, Entry.CatchUp _, Entry.Settle _, Entry.Redeliver _ ->
                works.accept(new Work.Plain(logged));
        }
    }

    /** From here on everybody is who they would be had these definitions always been in force. */
    private void resettle(Logged logged, Census complete, Consumer<Work> works) {
        var settlement = Settlement.of(complete, table);
        for (var departures : Resettlement.departures(settlement, table, lines)) {
            var _ = carryOut(departures, logged, works, Optional.empty());
        }
        new SettlementRows(settlement, rows).write();
        table = new IdentityTable(rows);
        census = null;
    }

    /** Nothing is left on disk of what was erased up to a position of the log, included. */
    void swept(long position) {
        rows.get(Family.META, Sweep.DUE)
                .filter(due -> Keys.position(due) <= position)
                .ifPresent(_ -> rows.delete(Family.META, Sweep.DUE));
    }

    /** The position of the last entry that names somebody whom the log alone may name. From any thread. */
    OptionalLong logDue() {
        var due = logDue;
        return due < 0 ? OptionalLong.empty() : OptionalLong.of(due);
    }

    private void logIsDue(long position) {
        rows.put(Family.META, Sweep.LOG_DUE, Keys.position(position));
        logDue = position;
    }

    /** The log is gone up to a position, included. */
    void logDropped(long position) {
        if (logDue <= position) {
            rows.delete(Family.META, Sweep.LOG_DUE);
            logDue = -1;
        }
    }

    private void ingest(Logged logged, Entry.Ingest ingest, Consumer<Work> works) {
        var event = ingest.event();
        var nodes = identification.nodes(event);
        if (tombstones.refuse(nodes, event.time().toEpochMilli())) {
            logIsDue(logged.position());
            works.accept(new Work.Refuse(logged, ingest));
            return;
        }
        var owner = owner(event, nodes);
        var sender = sender(ingest);
        var key = sender.key(event);
        if (mayBeThere(sender) && rows.get(Family.EVENT_IDS, key).isPresent()) {
            works.accept(new Work.Duplicate(logged, ingest, table.person(owner).orElse(0L)));
            return;
        }
        rows.mark(Family.EVENT_IDS, key);
        if (census != null) {
            census.add(event, logged.position());
        }
        var change = new Regrouping(table, logged.position());
        var problems = new ArrayList<>(identification.blocked(event));
        for (var link : Link.of(event, nodes)) {
            links.add(link, change).ifPresent(problems::add);
        }
        if (table.person(owner).isEmpty()) {
            change.move(owner, change.fresh(owner));
        }
        if (identification.switches() && !nodes.getFirst().isAnonymous()) {
            identification.device(event).ifPresent(device -> see(device, owner, event, change, logged));
        }
        var whose = new Whose(table.person(owner).orElseThrow(), owner);
        var own = new OwnEvent(logged, marked(ingest, nodes), whose, change.isFresh(whose.person()), problems);
        var _ = carryOut(change.departures(), logged, works, Optional.of(own));
    }

    /** As the definitions at this place of the log say; others may have been in force when the event came in. */
    private Sender sender(Entry.Ingest ingest) {
        var routing = identification.identifiers(ingest.event()).getFirst();
        return routing.equals(ingest.sender().routing()) ? ingest.sender() : Sender.of(routing);
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
        return identification.switches() && identifier.isAnonymous();
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

    private void unlink(Logged logged, Entry.Unlink unlink, Consumer<Work> works) {
        var change = new Regrouping(table, logged.position());
        links.takeApart(unlink.subject(), unlink.other(), identification, change);
        var path = links.path(unlink.subject(), unlink.other());
        var _ = carryOut(change.departures(), logged, works, Optional.empty())
                .thenAccept(_ -> unlink.answer().complete(path))
                .exceptionally(failure -> {
                    unlink.answer().completeExceptionally(failure);
                    return null;
                });
    }

    private void erase(
            Logged logged, Entry.Erase erase, List<Survey> surveys, List<Survey> unheard, Consumer<Work> works) {
        if (surveys.isEmpty()) {
            logIsDue(logged.position());
            erase.answer().complete(Optional.empty());
            return;
        }
        var _ = remove(logged, surveys, unheard, works).whenComplete((erased, failure) -> {
            if (failure == null) {
                erase.answer().complete(Optional.of(erased));
            } else {
                erase.answer().completeExceptionally(failure);
            }
        });
    }

    /** Persons were never there. Completes when the shards have done their part. */
    private CompletableFuture<Erased> remove(
            Logged logged, List<Survey> surveys, List<Survey> unheard, Consumer<Work> works) {
        var change = new Regrouping(table, logged.position());
        var removal = new Forgetting(rows, table, links, lines, identification, change)
                .forget(surveys, unheard, logged.at().toEpochMilli());
        if (census != null) {
            census.outdate();
        }
        if (logged.entry() instanceof Entry.Erase) {
            tombstones.add(removal, logged.at());
            rows.put(Family.META, Sweep.DUE, Keys.position(logged.position()));
        }
        var parts = new ArrayList<CompletableFuture<Removed>>();
        for (var shard = 0; shard < shards; shard++) {
            var work = new Work.Remove(logged, shard, removal, new CompletableFuture<>());
            parts.add(work.done());
            works.accept(work);
        }
        return carryOut(change.departures(), logged, works, Optional.empty())
                .thenCombine(
                        CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)),
                        (_, _) -> parts.stream().map(CompletableFuture::join).reduce(Removed.NOTHING, Removed::and))
                .thenApply(removed -> new Erased(logged.at(), logged.position(), removal, removed));
    }

    /**
     * Asks of the shards what follows from a change: first what each person gives away, then what each makes of what they are
     * given, at last what becomes of what was held for those of whom nothing is left.
     *
     * @param event whose the entry's own event is, if it has one
     * @return completes when the persons without an event of their own are what they are now
     */
    private static CompletableFuture<?> carryOut(
            List<Departure> departures, Logged logged, Consumer<Work> works, Optional<OwnEvent> event) {
        var parcels = new TreeMap<Long, List<Parcel>>();
        var judges = new ArrayList<Work>();
        for (var departure : departures) {
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
