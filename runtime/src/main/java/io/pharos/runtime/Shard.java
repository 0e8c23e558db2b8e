package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Event;
import io.pharos.model.Identification;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.IdentityTable.Claim;
import io.pharos.runtime.Receipt.Status;
import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the profiles of some slots and changes them as the log says, entry by entry: a state machine. It looks at its own
 * rows and at the entry, never at a clock, so the same entries lead to the same rows and the same deliveries again.
 *
 * <p>Not thread-safe, except {@link #earliest}, {@link #glance} and the counts: one thread calls it.
 */
final class Shard {
    /** Deadlines taken at one tick: the rest waits for the next one, so that events get their turn. */
    private static final int SLICE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final int index;
    private final Engine engine;
    private final Identification identification;
    private final HeadRule rule;
    private final Instant published;
    private final Overlay rows;
    private final Counts counts;
    private final ProfileTable profiles;
    private final HistoryTable history;
    private final IdentityTable identities;
    private final DeadlineTable deadlines;
    private final Ledger ledger;
    private final Announcer announcer;

    /**
     * @param index of this shard, from 0
     * @param shards how many there are
     */
    Shard(Context context, Counts counts, int index, int shards) {
        this.index = index;
        IntPredicate slots = slot -> ProfileId.shard(slot, shards) == index;
        this.engine = context.engine();
        this.identification = new Identification(engine.workspace());
        this.rule = new HeadRule(engine);
        this.published = context.published();
        this.rows = new Overlay(context.state());
        this.counts = counts;
        this.deadlines = new DeadlineTable(rows, slots);
        var cacheBytes = context.settings().cacheBytes() / shards;
        this.profiles = new ProfileTable(engine, rows, deadlines, cacheBytes);
        this.history = new HistoryTable(rows);
        this.identities = new IdentityTable(rows);
        this.ledger = new Ledger(rows, counts, context.outbox(), slots);
        this.announcer = new Announcer(context, ledger, counts);
    }

    Overlay rows() {
        return rows;
    }

    Counts counts() {
        return counts;
    }

    /** The log has been applied: what comes now is new. */
    void goLive(Instant now) {
        deadlines.due(now.toEpochMilli(), 0);
        ledger.due(now.toEpochMilli(), 0);
        announcer.startTelling();
        ledger.startOffering();
    }

    /** The least moment, in milliseconds, at which a tick may find something to do. */
    long earliest() {
        return Math.min(deadlines.earliest(), ledger.earliest());
    }

    void apply(Logged logged) {
        switch (logged.entry()) {
            case Entry.Ingest ingest -> ingest.answer().complete(ingest(logged, ingest));
            case Entry.Tick _ -> tick(logged);
            case Entry.Settle settle -> settle.answer().complete(settle(logged, settle.id(), settle.outcome()));
            case Entry.Redeliver again -> again.answer().complete(ledger.redeliver(again.id()));
        }
    }

    private Receipt ingest(Logged logged, Entry.Ingest ingest) {
        var event = ingest.event();
        var routing = ingest.sender().routing();
        var key = ingest.sender().key(event);
        var known = identities.routed(routing);
        // who is new has sent nothing yet, so there is no need to look
        if (known.isPresent() && rows.get(Family.EVENT_IDS, key).isPresent()) {
            counts.add(Counts.DUPLICATES, 1);
            return new Receipt(event.id(), Status.DUPLICATE, List.of(), routing);
        }
        var id = known.orElseGet(() -> welcome(ingest.sender(), logged.position()));
        var before = known.isPresent() ? load(id) : Standing.at(engine.stranger());
        var follows = engine.follows(before.profile(), event);
        var earlier = follows ? List.<Event>of() : history.of(id);
        rows.mark(Family.EVENT_IDS, key);
        history.add(id, logged.position(), ingest);
        counts.add(Counts.EVENTS, 1);
        Verdict verdict;
        try {
            verdict = follows
                    ? rule.following(before, event, logged.at())
                    : rule.late(before, event, logged.at(), earlier);
        } catch (RuntimeException e) {
            return fail(logged, id, before, event, routing, e);
        }
        return accept(logged, id, before, verdict, event, routing);
    }

    private Receipt accept(Logged logged, long id, Standing before, Verdict verdict, Event event, Identifier routing) {
        profiles.save(id, verdict.after());
        for (var identifier : identification.identifiers(event)) {
            if (!identifier.equals(routing) && !before.profile().identifiers().contains(identifier)) {
                identities.carry(identifier, id, logged.position());
            }
        }
        counts.add(Counts.LATE, verdict.late() ? 1 : 0);
        announcer.received(logged, verdict.shown(), routing, event, verdict.late(), verdict.problems());
        announcer.moved(logged, id, verdict, event);
        return new Receipt(event.id(), Status.ACCEPTED, verdict.problems(), routing);
    }

    /** The event stays in the history, so that a better program can apply it; the profile stays as it was. */
    private Receipt fail(
            Logged logged, long id, Standing before, Event event, Identifier routing, RuntimeException cause) {
        LOG.warn("event {} of {} could not be applied", event.id(), routing, cause);
        var problem = new Problem(
                "event.failed",
                Problem.Place.inEvent(""),
                cause.toString(),
                "an event that can be applied",
                "The event is kept. Please report this with the event.");
        profiles.save(id, before);
        counts.add(Counts.FAILED, 1);
        announcer.received(logged, before.profile(), routing, event, false, List.of(problem));
        return new Receipt(event.id(), Status.FAILED, List.of(problem), routing);
    }

    private long welcome(Sender sender, long position) {
        var id = ProfileId.of(sender.slot(), position);
        identities.route(sender.routing(), id, position);
        counts.add(Counts.PROFILES, 1);
        return id;
    }

    private void tick(Logged logged) {
        var now = logged.at();
        for (var id : deadlines.due(now.toEpochMilli(), SLICE)) {
            advance(logged, id);
        }
        for (var held : ledger.due(now.toEpochMilli(), SLICE)) {
            judge(logged, held);
        }
    }

    private void advance(Logged logged, long id) {
        var before = load(id);
        Verdict verdict;
        try {
            verdict = rule.tick(before, logged.at());
        } catch (RuntimeException e) {
            LOG.error("profile {} could not be advanced to {}; it waits for its next event", id, logged.at(), e);
            profiles.rest(id);
            return;
        }
        profiles.reschedule(id, verdict.after());
        announcer.moved(logged, id, verdict, null);
    }

    /** A transition made by time alone: its delivery leaves if the transition was not undone meanwhile. */
    private void judge(Logged logged, DeliveryRecord held) {
        var delivery = held.delivery();
        var profile = load(delivery.profileId()).profile();
        var stands = Triggers.stands(delivery.transition(), engine.read(profile, latest(logged.at(), profile)));
        if (stands) {
            ledger.release(held);
        } else {
            settle(logged, Ledger.id(held), new Outcome.Cancelled(logged.at(), "undone before it could leave"));
        }
    }

    private boolean settle(Logged logged, DeliveryId id, Outcome outcome) {
        var settled = ledger.settle(id, outcome);
        settled.ifPresent(row -> announcer.settled(logged, row, outcome));
        return settled.isPresent();
    }

    /** The profile that is routed by {@code identifier}. */
    Optional<Long> routed(Identifier identifier) {
        return identities.routed(identifier);
    }

    /** Who in this shard's eyes carried {@code identifier} first. */
    Optional<Claim> claim(Identifier identifier) {
        return identities.claim(identifier);
    }

    /** A profile as it reads at {@code now}, or at its last step if that is later; empty if no event could be applied. */
    Optional<Snapshot> read(long id, Instant now) {
        return read(load(id).profile(), now);
    }

    /**
     * The profile that is routed by {@code identifier}, if it lies in memory as it was saved last. From any thread: who asks
     * after an event was answered finds it in the profile, and need not wait for the shard's thread.
     */
    Optional<Snapshot> glance(Identifier identifier, Instant now) {
        return identities
                .remembered(identifier)
                .flatMap(profiles::cached)
                .flatMap(standing -> read(standing.profile(), now));
    }

    private Optional<Snapshot> read(Profile profile, Instant now) {
        return profile.isStranger() ? Optional.empty() : Optional.of(engine.read(profile, latest(now, profile)));
    }

    /** Brings a profile under the published definitions, if it is not yet. */
    Standing load(long id) {
        return profiles.load(id).orElseGet(() -> {
            var standing = rule.republished(history.of(id), published);
            profiles.save(id, standing);
            counts.addMemberships(rule.memberships(standing.atHead(engine)));
            return standing;
        });
    }

    /** Takes out what has changed, to be written. */
    Changes freeze() {
        counts.save(rows, index);
        var changes = rows.freeze();
        rows.weigh();
        return changes;
    }

    /** What {@link #freeze} took out is written. */
    boolean written() {
        rows.written();
        rows.weigh();
        return true;
    }

    private static Instant latest(Instant at, Profile profile) {
        return at.isBefore(profile.steppedAt()) ? profile.steppedAt() : at;
    }
}
