package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.ProfileTable.Folded;
import io.pharos.runtime.Receipt.Status;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** How late a profile is looked at at most, so that a start knows whether all of them have followed. */
    private static final byte[] PLANNED = Keys.text("retention followed");

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final int index;
    private final IntPredicate slots;
    private final ShardParts parts;
    private final Handover handover;
    private final Arrivals arrivals;
    private final Removing removing;
    /** Of the first shard, for all of them. */
    private volatile long planned;

    /**
     * @param index of this shard, from 0
     * @param shards how many there are
     */
    Shard(Context context, Counts counts, int index, int shards) {
        this.index = index;
        this.slots = slot -> ProfileId.shard(slot, shards) == index;
        this.parts = ShardParts.of(context, counts, shards, slots);
        this.handover = new Handover(parts);
        this.arrivals = new Arrivals(parts, handover, new Applier(parts), context.settings());
        this.removing = new Removing(parts, arrivals, slots);
        this.planned =
                parts.rows().get(Family.META, PLANNED).map(Keys::position).orElse(DeadlineTable.NEVER);
    }

    Overlay rows() {
        return parts.rows();
    }

    Counts counts() {
        return parts.counts();
    }

    /** What is in force. */
    Edition edition() {
        return parts.editions().current();
    }

    Engine engine() {
        return parts.editions().current().engine();
    }

    /** The log has been applied: what comes now is new. */
    void goLive(Instant now, LongFolds folds) {
        parts.deadlines().due(now.toEpochMilli(), 0);
        parts.ledger().due(now.toEpochMilli(), 0);
        parts.announcer().startTelling();
        parts.ledger().startOffering();
        arrivals.goLive(folds);
    }

    /** The least moment, in milliseconds, at which a tick may find something to do. */
    long earliest() {
        return Math.min(parts.deadlines().earliest(), parts.ledger().earliest());
    }

    void perform(Work work) {
        switch (work) {
            case Work.Plain(var logged) -> perform(logged);
            case Work.Duplicate duplicate -> {
                parts.counts().add(Counts.DUPLICATES, 1);
                var ingest = duplicate.ingest();
                var routing = ingest.sender().routing();
                ingest.answer().complete(new Receipt(ingest.event().id(), Status.DUPLICATE, List.of(), routing));
            }
            case Work.Apply apply -> arrivals.take(apply);
            case Work.Release release -> {
                arrivals.settle(release.logged(), release.departure().from());
                handover.release(release);
            }
            case Work.Absorb absorb -> {
                arrivals.settle(absorb.logged(), absorb.person());
                handover.absorb(absorb);
                absorb.done().complete(true);
            }
            case Work.Judge judge -> handover.judge(judge);
            case Work.Refuse refuse -> refuse(refuse);
            case Work.Remove remove -> remove.done().complete(removing.remove(remove));
        }
    }

    private void refuse(Work.Refuse refuse) {
        parts.counts().add(Counts.ERASED, 1);
        var ingest = refuse.ingest();
        var problem = new Problem(
                "event.erased",
                Problem.Place.inEvent("time"),
                ingest.event().time().toString(),
                "a time after whoever it is of was erased",
                "It is not taken. Do not send it again.");
        var routing = ingest.sender().routing();
        ingest.answer().complete(new Receipt(ingest.event().id(), Status.ERASED, List.of(problem), routing));
    }

    /** What those who say who is who have to know of a person who is to be removed; empty if there is no such profile. */
    Optional<Survey> survey(long person) {
        return slots.test(ProfileId.slot(person)) && parts.profiles().has(person)
                ? Survey.of(
                        person,
                        parts.history().filed(person, Long.MIN_VALUE),
                        parts.editions().current().identification())
                : Optional.empty();
    }

    /** Those of {@code known}, by person, of whom no event lies here. */
    List<Survey> unheard(Map<Long, Identifier> known) {
        return known.entrySet().stream()
                .filter(one -> slots.test(ProfileId.slot(one.getKey()))
                        && !parts.profiles().has(one.getKey()))
                .map(one -> Survey.nothing(one.getKey(), one.getValue()))
                .toList();
    }

    /** Those of whom nothing has been heard for long enough, as far as they are looked at by this tick. */
    List<Survey> expired(Logged logged) {
        var expired = new ArrayList<Survey>();
        for (var id : parts.deadlines().look(logged.at().toEpochMilli(), SLICE)) {
            if (parts.profiles().mayExpire(id, logged.at()) && isExpired(logged, id)) {
                survey(id).ifPresent(expired::add);
            }
        }
        return expired;
    }

    private boolean isExpired(Logged logged, long id) {
        try {
            return parts.profiles().isExpired(id, load(logged, id), logged.at());
        } catch (RuntimeException e) {
            LOG.error("it could not be told whether profile {} has expired by {}", id, logged.at(), e);
            return false;
        }
    }

    /** Tells a census of all events that there are. */
    List<Survey> tell(Census census) {
        parts.rows().scan(Family.HISTORY, Keys.FIRST, Keys.behind(Keys.FIRST), (key, row) -> {
            if (slots.test(ProfileId.slot(ByteBuffer.wrap(key).getLong()))) {
                census.add(key, row);
            }
            return true;
        });
        return List.of();
    }

    private void perform(Logged logged) {
        switch (logged.entry()) {
            case Entry.Tick _ -> tick(logged);
            case Entry.Publish publish -> publish(logged, publish);
            case Entry.Refold refold -> refold(logged, refold);
            case Entry.CatchUp catchUp -> {
                arrivals.catchUp(logged, catchUp.profile(), catchUp.upTo());
                catchUp.answer().complete(true);
            }
            case Entry.Settle settle -> settle.answer().complete(settle(logged, settle.id(), settle.outcome()));
            case Entry.Redeliver again -> again.answer().complete(parts.ledger().redeliver(again.id()));
            case Entry.Ingest _, Entry.Unlink _, Entry.Erase _ ->
                throw new IllegalArgumentException("somebody's own: " + logged);
        }
    }

    private void tick(Logged logged) {
        var now = logged.at();
        for (var id : parts.deadlines().due(now.toEpochMilli(), SLICE)) {
            advance(logged, id);
        }
        for (var row : parts.ledger().due(now.toEpochMilli(), SLICE)) {
            judge(logged, row);
        }
    }

    private void advance(Logged logged, long id) {
        var before = load(logged, id);
        Verdict verdict;
        try {
            verdict = parts.editions().current().rule().tick(before, logged.at());
        } catch (RuntimeException e) {
            LOG.error("profile {} could not be advanced to {}; it waits for its next event", id, logged.at(), e);
            parts.profiles().rest(id, logged.at());
            return;
        }
        parts.profiles().reschedule(id, verdict.after(), logged.at());
        parts.announcer().moved(logged, id, verdict, null);
    }

    /** A transition made by time alone: its delivery leaves if the transition was not undone meanwhile. */
    private void judge(Logged logged, DeliveryRecord row) {
        var profile = load(logged, row.delivery().profileId()).profile();
        var engine = parts.editions().current().engine();
        var now = engine.advance(profile, latest(logged.at(), profile)).profile();
        parts.held().decide(logged, row, parts.held().stands(row, now));
    }

    /** With everything in it that waits. */
    private Standing load(Logged logged, long id) {
        arrivals.settle(logged, id);
        return parts.loader().load(logged, id);
    }

    /** Whether events wait until their history has been folded. */
    boolean isCatchingUp() {
        return !parts.backlog().persons().isEmpty();
    }

    private boolean settle(Logged logged, DeliveryId id, Outcome outcome) {
        var settled = parts.ledger().settle(id, outcome);
        settled.ifPresent(row -> parts.announcer().settled(logged, row, outcome));
        return settled.isPresent();
    }

    /** A profile as it reads at {@code now}, or at its last step if that is later; empty if no event could be applied. */
    Optional<ReadProfile> read(long id, Instant now) {
        return parts.profiles().has(id) ? read(parts.loader().asItLies(id), now) : Optional.empty();
    }

    /**
     * The same, if the profile lies in memory as it was saved last. From any thread: who asks after an event was answered
     * finds it in the profile, and need not wait for the shard's thread.
     */
    Optional<ReadProfile> glance(long id, Instant now) {
        return parts.profiles().cached(id).flatMap(folded -> read(folded, now));
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
        var current = parts.editions().current();
        parts.editions().publish(current.next(publication, entry.engine().orElse(current.engine())));
        if (index == 0) {
            var row = new Versions.Row(publication, parts.editions().current().fingerprint());
            parts.rows().put(Family.VERSIONS, row.key(), row.encode());
        }
        plan(Math.max(planned, parts.editions().current().retention().shortestMillis()));
    }

    /** How many of these profiles come before the first that takes long to fold again. */
    int beforeLong(long[] ids) {
        var before = 0;
        while (before < ids.length && !arrivals.takesLong(ids[before])) {
            before++;
        }
        return before;
    }

    /** What it takes to fold a history beside the shard before its turn comes; empty if that has come and gone. */
    Optional<LongFolds.Task> foldAhead(long id) {
        if (!parts.profiles().has(id) || parts.loader().folded(id).isPresent()) {
            return Optional.empty();
        }
        parts.ahead().begin(id);
        return Optional.of(arrivals.whole(id));
    }

    /** What became of that, if anything. */
    boolean foldedAhead(long id, Optional<HistoryFold> fold) {
        fold.ifPresent(folded -> parts.ahead().ready(id, folded));
        return true;
    }

    private void refold(Logged logged, Entry.Refold refold) {
        for (var id : refold.profiles()) {
            if (slots.test(ProfileId.slot(id)) && parts.profiles().has(id)) {
                parts.profiles().reschedule(id, load(logged, id), logged.at());
            }
        }
    }

    /**
     * Every profile has been looked at under the version of that number; others may be in force by now.
     *
     * @param isFolded whether none lies under another any more
     */
    boolean followed(long version, boolean isFolded) {
        var current = parts.editions().current();
        if (current.number() == version) {
            plan(current.retention().shortestMillis());
            if (isFolded) {
                parts.editions().forgetEarlier();
            }
        }
        return true;
    }

    /** No profile is looked at later than so many milliseconds after its last event. From any thread. */
    long plannedFor() {
        return planned;
    }

    private void plan(long shortest) {
        if (index == 0 && planned != shortest) {
            planned = shortest;
            parts.rows().put(Family.META, PLANNED, Keys.position(shortest));
        }
    }

    /** Whether there is a profile of that person. */
    boolean has(long person) {
        return parts.profiles().has(person);
    }

    /** The profile as its events have left it; empty if nobody has folded it under the definitions in force yet. */
    Optional<Profile> folded(long person) {
        return parts.loader().folded(person).map(Standing::profile);
    }

    Optional<DeliveryRecord> delivery(DeliveryId id) {
        return parts.ledger().find(id);
    }

    /** Takes out what has changed, to be written. */
    Changes freeze() {
        parts.counts().save(parts.rows(), index);
        var changes = parts.rows().freeze();
        parts.rows().weigh();
        return changes;
    }

    /** What {@link #freeze} took out is written. */
    boolean written() {
        parts.rows().written();
        parts.rows().weigh();
        return true;
    }

    private static Instant latest(Instant at, Profile profile) {
        return HeadRule.latest(at, profile.steppedAt());
    }
}
