package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.runtime.Backlog.Waiting;
import io.pharos.runtime.ProfileTable.Folded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a shard in events as they arrive. Each is applied at once, unless it comes so late that its profile has to be folded
 * again for a long way: then it waits, and what comes for that profile waits behind it, until that has been done beside the shard.
 * Owned by its shard.
 */
final class Arrivals {
    private final ShardParts parts;
    private final Handover handover;
    private final Applier applier;
    private final HostSettings settings;
    /** None while the log is applied again. */
    private @Nullable LongFolds folds;

    Arrivals(ShardParts parts, Handover handover, Applier applier, HostSettings settings) {
        this.parts = parts;
        this.handover = handover;
        this.applier = applier;
        this.settings = settings;
    }

    void goLive(LongFolds longFolds) {
        folds = longFolds;
        parts.backlog().persons().stream().sorted().forEach(this::begin);
    }

    void take(Work.Apply apply) {
        var arrival = Arrival.of(apply);
        var logged = apply.logged();
        var id = arrival.person();
        var parcels = apply.parcels();
        parts.counts().add(Counts.EVENTS, 1);
        if (parcels.isPresent()) {
            settle(logged, id);
        } else if (parts.backlog().has(id)) {
            await(apply);
            return;
        }
        var isThere = !apply.isNew() && parts.profiles().has(id);
        var before = isThere ? parts.loader().load(logged, id) : parts.loader().appear();
        if (parcels.isPresent() && handover.isAnother(id, isThere, parcels.get())) {
            parts.history().add(apply.whose(), logged.position(), apply.ingest());
            var folded = new Folded(before, parts.editions().current());
            var verdict = handover.gathered(logged, id, folded, parcels.get(), arrival.event());
            applier.accept(arrival, before, verdict, true);
            return;
        }
        if (isLong(id, before, arrival.event())) {
            await(apply);
            rest(id, logged.at());
            return;
        }
        parts.history().add(apply.whose(), logged.position(), apply.ingest());
        applier.apply(arrival, before);
    }

    private boolean isLong(long id, Standing before, Event event) {
        return !follows(before, event)
                && before.profile().events()
                                - parts.refolder().before(id, event).events()
                        > settings.foldedInPlace();
    }

    /** Whether all of a history is so much to fold. */
    boolean takesLong(long id) {
        return parts.profiles().events(id) > settings.foldedInPlace();
    }

    private boolean follows(Standing before, Event event) {
        return parts.editions().current().engine().follows(before.profile(), event);
    }

    private void await(Work.Apply apply) {
        parts.history().add(apply.whose(), apply.logged().position(), apply.ingest());
        parts.backlog().add(apply.whose().person(), apply);
        Arrival.of(apply).answerWithin(settings.patience());
    }

    /** Leaves a profile as it is until its history has been folded; no deadline reaches it but that of retention. */
    private void rest(long id, Instant now) {
        parts.profiles().rest(id, now);
        begin(id);
    }

    private void begin(long id) {
        if (folds == null) {
            return;
        }
        var waiting = parts.backlog().upTo(id, Long.MAX_VALUE);
        var late = late(waiting, parts.loader().asItLies(id).standing());
        var events = late.stream().map(Waiting::event).toList();
        var from = parts.refolder().before(id, earliest(events));
        var left = new HashSet<>(parts.backlog().positions(id));
        late.forEach(each -> left.remove(each.position()));
        folds.start(task(id, waiting.getLast().position(), from, events, left));
    }

    /** All of a history, as far as its events do not wait. */
    LongFolds.Task whole(long id) {
        var from = parts.editions().current().engine().stranger();
        return task(id, Long.MAX_VALUE, from, List.of(), parts.backlog().positions(id));
    }

    private LongFolds.Task task(long id, long upTo, Profile from, List<Event> late, Set<Long> left) {
        return new LongFolds.Task(
                id,
                upTo,
                parts.editions().current().engine(),
                parts.spacing(),
                from,
                late,
                left,
                parts.history().unwritten(id, from.steppedAt()));
    }

    private List<Waiting> late(List<Waiting> waiting, Standing before) {
        return waiting.stream().filter(each -> !follows(before, each.event())).toList();
    }

    private static @Nullable Event earliest(List<Event> events) {
        return events.stream().min(Event.ORDER).orElse(null);
    }

    /** The history of a person has been folded with all events that waited up to a position of the log. */
    void catchUp(Logged logged, long id, long upTo) {
        if (parts.backlog().upTo(id, upTo).isEmpty()) {
            forget(id, upTo); // something else did not leave it the time
            return;
        }
        apply(logged, id, upTo);
        goOn(logged, id);
    }

    /** What was folded is not wanted any more: whose it is may have been removed. */
    private void forget(long id, long upTo) {
        if (folds != null) {
            var _ = folds.take(id, upTo, parts.editions().current().engine());
        }
    }

    /** Applies whatever waits, since the profile has to be what it is now. */
    void settle(Logged logged, long id) {
        if (parts.backlog().has(id)) {
            apply(logged, id, Long.MAX_VALUE);
        }
    }

    private void apply(Logged logged, long id, long upTo) {
        var waiting = new ArrayList<>(parts.backlog().upTo(id, upTo));
        var before = parts.loader().load(logged, id);
        var late = late(waiting, before);
        if (!late.isEmpty()) {
            late.forEach(each -> parts.backlog().remove(id, each));
            applier.applyLate(
                    late.stream().map(each -> Arrival.of(each, logged, id)).toList(),
                    before,
                    fold(id, upTo, late.stream().map(Waiting::event).toList()));
        }
        waiting.removeAll(late);
        waiting.sort(Comparator.comparing(Waiting::event, Event.ORDER));
        waiting.forEach(each -> applyNext(logged, id, each));
    }

    private HistoryFold fold(long id, long upTo, List<Event> late) {
        var refolder = parts.refolder();
        var ready = folds == null
                ? null
                : folds.take(id, upTo, parts.editions().current().engine()).orElse(null);
        return ready == null ? refolder.fold(id, earliest(late), late) : refolder.keep(id, ready);
    }

    private void applyNext(Logged logged, long id, Waiting next) {
        parts.backlog().remove(id, next);
        applier.apply(Arrival.of(next, logged, id), parts.loader().load(logged, id));
    }

    /** What came in the meantime is applied at once, up to an event that has to wait again. */
    private void goOn(Logged logged, long id) {
        for (var next : parts.backlog().upTo(id, Long.MAX_VALUE)) {
            if (isLong(id, parts.loader().load(logged, id), next.event())) {
                rest(id, logged.at());
                return;
            }
            applyNext(logged, id, next);
        }
    }
}
