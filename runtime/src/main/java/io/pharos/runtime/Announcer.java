package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Action;
import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Event;
import io.pharos.model.Fact;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import io.pharos.runtime.HeadRule.Move;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.HeadRule.Voice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a shard did: counts, facts for those who watch, deliveries. Not thread-safe; owned by its shard. */
final class Announcer {
    /** Deliveries that one entry may make in one shard; the lower bits of a delivery's sequence. */
    private static final int SEQUENCE_BITS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Editions editions;
    private final Ledger ledger;
    private final Counts counts;
    private final Journal journal;
    private final String epoch;
    /** While the log is applied again nothing happens that anybody could watch. */
    private boolean watched;

    private final List<Fact> facts = new ArrayList<>();
    private long position;
    private int made;

    Announcer(Context context, Editions editions, Ledger ledger, Counts counts) {
        this.editions = editions;
        this.ledger = ledger;
        this.counts = counts;
        this.journal = context.journal();
        this.epoch = context.epoch();
    }

    void startTelling() {
        watched = true;
    }

    void received(
            Logged logged, Profile profile, Identifier routing, Event event, boolean late, List<Problem> problems) {
        tell(new Fact.Received(logged.at(), name(profile, routing), event, late, problems));
        publish();
    }

    /** @param known by which the person, or those the person is made of, were known before */
    void stitched(Logged logged, SortedSet<Identifier> known, Profile after) {
        var identifiers = after.identifiers().stream().sorted().toList();
        var former = known.stream()
                .filter(identifier -> !identifiers.contains(identifier))
                .toList();
        tell(new Fact.Stitched(logged.at(), name(after, null), identifiers, former));
        publish();
    }

    /** @param event the cause; null if it was time, or a publication */
    void moved(Logged logged, long id, Verdict verdict, @Nullable Event event) {
        if (verdict.moves().isEmpty()) {
            return;
        }
        var name = name(verdict.shown(), null);
        for (var move : verdict.moves()) {
            counts.add(move.transition());
            tell(new Fact.Moved(logged.at(), name, move.transition(), move.voice() == Voice.SILENT));
            trigger(logged, id, name, verdict.shown(), move, event);
        }
        publish();
    }

    void settled(Logged logged, DeliveryRecord row, Outcome outcome) {
        tell(new Fact.Settled(logged.at(), row.delivery().id(), row.delivery().action(), outcome));
        publish();
    }

    /** @param tells whether those who watch are told that somebody was removed */
    void removed(Logged logged, Traces traces, boolean tells) {
        if (watched) {
            journal.forget(traces::show);
        }
        if (tells) {
            tell(new Fact.Removed(logged.at()));
            publish();
        }
    }

    private void trigger(Logged logged, long id, String name, Profile after, Move move, @Nullable Event cause) {
        switch (move.voice()) {
            case SILENT -> {}
            case EVENT -> make(logged, id, name, after, move.transition(), cause, logged.at());
            case TIME ->
                make(
                        logged,
                        id,
                        name,
                        after,
                        move.transition(),
                        null,
                        logged.at().plus(editions.current().workspace().settle()));
        }
    }

    private void make(
            Logged logged,
            long id,
            String name,
            Profile after,
            Transition transition,
            @Nullable Event event,
            Instant notBefore) {
        List<Action> actions;
        Snapshot profile;
        try {
            actions = editions.current().triggers().of(transition, after, event);
            if (actions.isEmpty()) {
                return;
            }
            profile = editions.current().engine().read(after, after.steppedAt());
        } catch (RuntimeException e) {
            LOG.error("the actions that {} triggers for {} could not be found", transition, name, e);
            return;
        }
        for (var action : actions) {
            var sequence = sequence(logged);
            var delivery = new Delivery(
                    DeliveryId.of(epoch, sequence, id, action.name(), transition)
                            .toString(),
                    sequence,
                    action.name(),
                    id,
                    transition,
                    profile,
                    event,
                    notBefore);
            var isHeld = notBefore.isAfter(logged.at());
            ledger.add(delivery, isHeld ? DeliveryRecord.State.HELD : DeliveryRecord.State.PENDING, logged.at());
            tell(new Fact.Triggered(logged.at(), name, delivery.id(), action.name()));
        }
    }

    private long sequence(Logged logged) {
        if (logged.position() != position) {
            position = logged.position();
            made = 0;
        }
        return position << SEQUENCE_BITS | made++;
    }

    /** The position of the entry that made a delivery. */
    static long position(DeliveryId delivery) {
        return delivery.sequence() >>> SEQUENCE_BITS;
    }

    private void tell(Fact fact) {
        if (watched) {
            facts.add(fact);
        }
    }

    /** All at once: the journal is shared, and an event may move a profile into many segments. */
    private void publish() {
        journal.add(facts);
        facts.clear();
    }

    private String name(Profile profile, @Nullable Identifier otherwise) {
        return editions.current()
                .identification()
                .name(profile.identifiers())
                .or(() -> Optional.ofNullable(otherwise))
                .map(Identifier::toString)
                .orElse("");
    }
}
