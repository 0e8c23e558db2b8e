package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.ProfileTable.Folded;
import io.pharos.runtime.Receipt.Status;
import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the profiles of some slots and changes them as the log says, entry by entry: a state machine. It looks at its own
 * rows and at what it is handed, never at a clock, so the same entries lead to the same rows and the same deliveries again.
 *
 * <p>Not thread-safe, except {@link #earliest}, {@link #glance} and the counts: one thread calls it.
 */
final class Shard {
    /** Deadlines taken at one tick: the rest waits for the next one, so that events get their turn. */
    private static final int SLICE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final int index;
    private final IntPredicate slots;
    private final Editions editions;
    private final Overlay rows;
    private final Counts counts;
    private final ProfileTable profiles;
    private final HistoryTable history;
    private final DeadlineTable deadlines;
    private final Ledger ledger;
    private final Announcer announcer;
    private final Held held;
    private final Loader loader;
    private final Handover handover;

    /**
     * @param index of this shard, from 0
     * @param shards how many there are
     */
    Shard(Context context, Counts counts, int index, int shards) {
        this.index = index;
        this.slots = slot -> ProfileId.shard(slot, shards) == index;
        this.editions = new Editions(context.edition(), context.earlier());
        this.rows = new Overlay(context.state());
        this.counts = counts;
        this.deadlines = new DeadlineTable(rows, slots);
        var cacheBytes = context.settings().cacheBytes() / shards;
        this.profiles = new ProfileTable(editions, rows, deadlines, cacheBytes);
        this.history = new HistoryTable(rows, editions);
        this.ledger = new Ledger(rows, counts, context.outbox(), slots);
        this.announcer = new Announcer(context, editions, ledger, counts);
        this.held = new Held(editions, ledger, announcer);
        this.loader = new Loader(editions, profiles, history, counts, announcer);
        this.handover = new Handover(editions, loader, profiles, history, counts, ledger, held, announcer);
    }

    Overlay rows() {
        return rows;
    }

    Counts counts() {
        return counts;
    }

    /** What is in force. */
    Edition edition() {
        return editions.current();
    }

    Engine engine() {
        return editions.current().engine();
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

    void perform(Work work) {
        switch (work) {
            case Work.Plain(var logged) -> perform(logged);
            case Work.Duplicate duplicate -> {
                counts.add(Counts.DUPLICATES, 1);
                var ingest = duplicate.ingest();
                var routing = ingest.sender().routing();
                ingest.answer().complete(new Receipt(ingest.event().id(), Status.DUPLICATE, List.of(), routing));
            }
            case Work.Apply apply -> answer(apply, ingest(apply));
            case Work.Release release -> handover.release(release);
            case Work.Absorb absorb -> {
                handover.absorb(absorb);
                absorb.done().complete(true);
            }
            case Work.Judge judge -> handover.judge(judge);
        }
    }

    private static void answer(Work.Apply apply, Receipt receipt) {
        var answer = apply.ingest().answer();
        var _ = apply.others().whenComplete((_, failure) -> {
            if (failure == null) {
                answer.complete(receipt);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    private void perform(Logged logged) {
        switch (logged.entry()) {
            case Entry.Tick _ -> tick(logged);
            case Entry.Publish publish -> publish(logged, publish);
            case Entry.Refold refold -> refold(logged, refold);
            case Entry.Settle settle -> settle.answer().complete(settle(logged, settle.id(), settle.outcome()));
            case Entry.Redeliver again -> again.answer().complete(ledger.redeliver(again.id()));
            case Entry.Ingest _, Entry.Unlink _ -> throw new IllegalArgumentException("somebody's own: " + logged);
        }
    }

    private Receipt ingest(Work.Apply apply) {
        var logged = apply.logged();
        var event = apply.ingest().event();
        var id = apply.whose().person();
        var isThere = !apply.isNew() && profiles.has(id);
        var before = isThere ? loader.load(logged, id) : loader.appear();
        counts.add(Counts.EVENTS, 1);
        var parcels = apply.parcels();
        if (parcels.isPresent() && handover.isAnother(id, isThere, parcels.get())) {
            history.add(apply.whose(), logged.position(), apply.ingest());
            return accept(apply, before, handover.gathered(logged, id, before, parcels.get(), event), true);
        }
        var edition = editions.current();
        var follows = edition.engine().follows(before.profile(), event);
        var earlier = follows ? List.<Event>of() : history.of(id);
        history.add(apply.whose(), logged.position(), apply.ingest());
        Verdict verdict;
        try {
            verdict = follows
                    ? edition.rule().following(before, event, logged.at())
                    : edition.rule().late(before, event, logged.at(), earlier);
        } catch (RuntimeException e) {
            return fail(logged, id, before, event, apply.ingest().sender().routing(), e);
        }
        return accept(apply, before, verdict, gains(before.profile(), verdict.shown()));
    }

    /** Whether somebody who was known before is known by more identifiers now. */
    private static boolean gains(Profile before, Profile after) {
        return !before.isStranger()
                && before.identifiers().size() != after.identifiers().size();
    }

    /** @param isStitched whether the person is somebody else too */
    private Receipt accept(Work.Apply apply, Standing before, Verdict verdict, boolean isStitched) {
        var logged = apply.logged();
        var event = apply.ingest().event();
        var id = apply.whose().person();
        var routing = apply.ingest().sender().routing();
        var problems = new ArrayList<>(apply.problems());
        problems.addAll(verdict.problems());
        profiles.save(id, verdict.after());
        counts.add(Counts.LATE, verdict.late() ? 1 : 0);
        announcer.received(logged, verdict.shown(), routing, event, verdict.late(), problems);
        if (isStitched) {
            var known = Handover.known(before, apply.parcels().orElse(List.of()));
            announcer.stitched(logged, known, verdict.shown());
        }
        announcer.moved(logged, id, verdict, event);
        return new Receipt(event.id(), Status.ACCEPTED, problems, routing);
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

    private void tick(Logged logged) {
        var now = logged.at();
        for (var id : deadlines.due(now.toEpochMilli(), SLICE)) {
            advance(logged, id);
        }
        for (var row : ledger.due(now.toEpochMilli(), SLICE)) {
            judge(logged, row);
        }
    }

    private void advance(Logged logged, long id) {
        var before = loader.load(logged, id);
        Verdict verdict;
        try {
            verdict = editions.current().rule().tick(before, logged.at());
        } catch (RuntimeException e) {
            LOG.error("profile {} could not be advanced to {}; it waits for its next event", id, logged.at(), e);
            profiles.rest(id);
            return;
        }
        profiles.reschedule(id, verdict.after());
        announcer.moved(logged, id, verdict, null);
    }

    /** A transition made by time alone: its delivery leaves if the transition was not undone meanwhile. */
    private void judge(Logged logged, DeliveryRecord row) {
        var profile = loader.load(logged, row.delivery().profileId()).profile();
        var engine = editions.current().engine();
        var now = engine.advance(profile, latest(logged.at(), profile)).profile();
        held.decide(logged, row, held.stands(row, now));
    }

    private boolean settle(Logged logged, DeliveryId id, Outcome outcome) {
        var settled = ledger.settle(id, outcome);
        settled.ifPresent(row -> announcer.settled(logged, row, outcome));
        return settled.isPresent();
    }

    /** A profile as it reads at {@code now}, or at its last step if that is later; empty if no event could be applied. */
    Optional<ReadProfile> read(long id, Instant now) {
        return profiles.has(id) ? read(loader.asItLies(id), now) : Optional.empty();
    }

    /**
     * The same, if the profile lies in memory as it was saved last. From any thread: who asks after an event was answered
     * finds it in the profile, and need not wait for the shard's thread.
     */
    Optional<ReadProfile> glance(long id, Instant now) {
        return profiles.cached(id).flatMap(folded -> read(folded, now));
    }

    private static Optional<ReadProfile> read(Folded folded, Instant now) {
        var profile = folded.standing().profile();
        var edition = folded.edition();
        return profile.isStranger()
                ? Optional.empty()
                : Optional.of(new ReadProfile(edition.engine().read(profile, latest(now, profile)), edition.number()));
    }

    /** Other definitions are in force from here on; profiles follow when it is their turn, or something touches them. */
    private void publish(Logged logged, Entry.Publish entry) {
        var publication = entry.publication().at(logged.at());
        var current = editions.current();
        editions.publish(current.next(publication, entry.engine().orElse(current.engine())));
        if (index == 0) {
            var row = new Versions.Row(publication, editions.current().fingerprint());
            rows.put(Family.VERSIONS, row.key(), row.encode());
        }
    }

    private void refold(Logged logged, Entry.Refold refold) {
        for (var id : refold.profiles()) {
            if (slots.test(ProfileId.slot(id)) && profiles.has(id)) {
                loader.load(logged, id);
            }
        }
    }

    /** Every profile has been brought under the version of that number; others may be in force by now. */
    boolean followed(long version) {
        if (editions.current().number() == version) {
            editions.forgetEarlier();
        }
        return true;
    }

    /** Whether there is a profile of that person. */
    boolean has(long person) {
        return profiles.has(person);
    }

    /** The profile as its events have left it; empty if nobody has folded it under the definitions in force yet. */
    Optional<Profile> folded(long person) {
        return loader.folded(person).map(Standing::profile);
    }

    Optional<DeliveryRecord> delivery(DeliveryId id) {
        return ledger.find(id);
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
        return HeadRule.latest(at, profile.steppedAt());
    }
}
