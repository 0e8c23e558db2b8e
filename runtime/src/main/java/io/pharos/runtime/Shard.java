package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.Parcel.Content;
import io.pharos.runtime.ProfileTable.Folded;
import io.pharos.runtime.Receipt.Status;
import io.pharos.runtime.Rows.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
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

    private static final String UNDONE = "undone before it could leave";

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
            case Work.Release release -> release(release);
            case Work.Absorb absorb -> {
                absorb(absorb);
                absorb.done().complete(true);
            }
            case Work.Judge judge -> judge(judge);
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
        var before = isThere ? load(logged, id) : appear();
        counts.add(Counts.EVENTS, 1);
        if (apply.parcels().isPresent()) {
            history.add(apply.whose(), logged.position(), apply.ingest());
            return accept(apply, gathered(logged, id, before, apply.parcels().get(), event));
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
        return accept(apply, verdict);
    }

    /** A person of whom nothing was known here so far. */
    private Standing appear() {
        counts.add(Counts.PROFILES, 1);
        counts.folded(editions.current().fingerprint());
        return Standing.at(editions.current().engine().stranger());
    }

    private Receipt accept(Work.Apply apply, Verdict verdict) {
        var logged = apply.logged();
        var event = apply.ingest().event();
        var id = apply.whose().person();
        var routing = apply.ingest().sender().routing();
        var problems = new ArrayList<>(apply.problems());
        problems.addAll(verdict.problems());
        profiles.save(id, verdict.after());
        counts.add(Counts.LATE, verdict.late() ? 1 : 0);
        announcer.received(logged, verdict.shown(), routing, event, verdict.late(), problems);
        announcer.moved(logged, id, verdict, event);
        return new Receipt(event.id(), Status.ACCEPTED, problems, routing);
    }

    /** Hands over what leaves a person; if nothing is left of them, what they were as well. */
    private void release(Work.Release work) {
        var departure = work.departure();
        var person = departure.from();
        var leaving = new HashMap<Long, List<Filed>>();
        for (var filed : history.filed(person, departure.earliest())) {
            var target = departure.whose(filed).person();
            var changed = departure.changed(filed);
            if (target != person) {
                history.remove(person, filed);
                leaving.computeIfAbsent(target, _ -> new ArrayList<>()).add(changed);
            } else if (!changed.equals(filed)) {
                history.add(person, changed);
            }
        }
        var isGone = profiles.has(person) && history.isEmpty(person);
        var rest = isGone ? dissolve(work.logged(), person) : Content.NOTHING;
        var held = rest.held();
        for (var parcel : work.parcels().entrySet()) {
            var events = leaving.getOrDefault(parcel.getKey(), List.of());
            parcel.getValue().content().complete(new Content(events, rest.before(), rest.head(), held));
            held = List.of();
        }
    }

    private Content dissolve(Logged logged, long person) {
        var standing = load(logged, person);
        var before = memberships(standing);
        profiles.remove(person);
        counts.add(Counts.PROFILES, -1);
        counts.gone(editions.current().fingerprint());
        counts.add(before, -1);
        return new Content(List.of(), before, standing.head(), ledger.held(person));
    }

    private void absorb(Work.Absorb work) {
        var person = work.person();
        var isThere = profiles.has(person);
        var isSame = work.parcels().stream()
                .allMatch(parcel -> content(parcel).events().isEmpty());
        if (!isThere && isSame) {
            work.parcels().forEach(parcel -> parcel.undone().complete(List.of()));
            return;
        }
        var before = isThere ? load(work.logged(), person) : appear();
        var cause = work.logged().entry() instanceof Entry.Ingest ingest ? ingest.event() : null;
        var verdict = gathered(work.logged(), person, before, work.parcels(), cause);
        profiles.save(person, verdict.after());
        announcer.moved(work.logged(), person, verdict, cause);
    }

    /** What a person is with what is handed to them, and without what has left. */
    private Verdict gathered(Logged logged, long person, Standing before, List<Parcel> parcels, @Nullable Event cause) {
        var own = memberships(before);
        var was = own;
        var head = before.head();
        for (var parcel : parcels) {
            var content = content(parcel);
            content.events().forEach(filed -> history.add(person, filed));
            was = was.and(content.before());
            head = head.isBefore(content.head()) ? content.head() : head;
        }
        // they have been counted as whoever they were
        counts.add(was.without(own), 1);
        var verdict = editions.current().rule().gathered(was, history.of(person), latest(head, logged.at()), cause);
        for (var parcel : parcels) {
            parcel.undone()
                    .complete(content(parcel).held().stream()
                            .filter(held -> !stands(held, verdict.shown()))
                            .map(Ledger::id)
                            .toList());
        }
        return verdict;
    }

    private static Content content(Parcel parcel) {
        return parcel.content().join();
    }

    /** What was held for a person of whom nothing is left leaves now, unless it is undone. */
    private void judge(Work.Judge work) {
        for (var parcel : work.parcels()) {
            var undone = Set.copyOf(parcel.undone().join());
            for (var held : content(parcel).held()) {
                if (undone.contains(Ledger.id(held))) {
                    settle(
                            work.logged(),
                            Ledger.id(held),
                            new Outcome.Cancelled(work.logged().at(), UNDONE));
                } else {
                    ledger.release(held);
                }
            }
        }
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
        for (var held : ledger.due(now.toEpochMilli(), SLICE)) {
            judge(logged, held);
        }
    }

    private void advance(Logged logged, long id) {
        var before = load(logged, id);
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
    private void judge(Logged logged, DeliveryRecord held) {
        var delivery = held.delivery();
        var profile = load(logged, delivery.profileId()).profile();
        var engine = editions.current().engine();
        if (stands(held, engine.advance(profile, latest(logged.at(), profile)).profile())) {
            ledger.release(held);
        } else {
            settle(logged, Ledger.id(held), new Outcome.Cancelled(logged.at(), UNDONE));
        }
    }

    private boolean stands(DeliveryRecord held, Profile profile) {
        return Triggers.stands(
                held.delivery().transition(), editions.current().rule().memberships(profile));
    }

    private Memberships memberships(Standing standing) {
        var edition = editions.current();
        return Memberships.of(edition.rule().memberships(standing.atHead(edition.engine())));
    }

    private boolean settle(Logged logged, DeliveryId id, Outcome outcome) {
        var settled = ledger.settle(id, outcome);
        settled.ifPresent(row -> announcer.settled(logged, row, outcome));
        return settled.isPresent();
    }

    /** A profile as it reads at {@code now}, or at its last step if that is later; empty if no event could be applied. */
    Optional<ReadProfile> read(long id, Instant now) {
        return profiles.has(id) ? read(profiles.load(id).orElseGet(() -> unknown(id)), now) : Optional.empty();
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
                load(logged, id);
            }
        }
    }

    /** The profile under the definitions in force, which it is brought under if it is not yet. */
    private Standing load(Logged logged, long id) {
        var before = profiles.load(id);
        var edition = editions.current();
        if (before.isPresent() && before.get().edition().fingerprint() == edition.fingerprint()) {
            return before.get().standing();
        }
        var verdict = before.map(folded -> republished(folded, id))
                .orElseGet(() -> appeared(unknown(id).standing()));
        profiles.reschedule(id, verdict.after());
        counts.refolded(before.map(folded -> folded.edition().fingerprint()), edition.fingerprint());
        announcer.moved(logged, id, verdict, null);
        return verdict.after();
    }

    private Verdict republished(Folded before, long id) {
        var earlier = before.edition();
        var was = Memberships.of(earlier.rule().memberships(before.standing().atHead(earlier.engine())));
        var edition = editions.current();
        return edition.rule()
                .republished(was, before.standing().head(), history.of(id), edition.since(), edition.fires());
    }

    /** A profile that was folded under definitions that nobody knows any more. */
    private Folded unknown(long id) {
        var edition = editions.current();
        var at = latest(edition.since(), profiles.head(id));
        return new Folded(edition.rule().republished(history.of(id), at), edition);
    }

    /** Nobody can tell what it was in before, so it is counted, and nothing is told of it. */
    private Verdict appeared(Standing standing) {
        var edition = editions.current();
        var shown = standing.atHead(edition.engine());
        counts.add(Memberships.of(edition.rule().memberships(shown)), 1);
        return new Verdict(standing, shown, List.of(), List.of(), false);
    }

    /** Every profile has been brought under the definitions in force. */
    boolean forgetEarlierEditions() {
        editions.forgetEarlier();
        return true;
    }

    /** A profile as its events have left it, under the definitions in force; empty if there is none of that person. */
    Optional<Profile> profile(long person) {
        if (!profiles.has(person)) {
            return Optional.empty();
        }
        var folded = profiles.load(person)
                .filter(known ->
                        known.edition().fingerprint() == editions.current().fingerprint())
                .orElseGet(() -> unknown(person));
        return Optional.of(folded.standing().profile());
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
        return latest(at, profile.steppedAt());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
