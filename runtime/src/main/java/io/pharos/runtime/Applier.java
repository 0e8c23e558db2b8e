package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.runtime.HeadRule.Verdict;
import io.pharos.runtime.Receipt.Status;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an event that lies in the history does to its profile, and who hears of it. Owned by its shard. */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final ShardParts parts;

    Applier(ShardParts parts) {
        this.parts = parts;
    }

    /** One event. */
    void apply(Arrival arrival, Standing before) {
        Verdict verdict;
        try {
            verdict = engineFollows(before, arrival.event()) ? following(arrival, before) : late(arrival, before);
        } catch (RuntimeException e) {
            parts.profiles().save(arrival.person(), before);
            fail(arrival, before.profile(), e);
            return;
        }
        accept(arrival, before, verdict, gains(before.profile(), verdict.shown()));
    }

    private boolean engineFollows(Standing before, Event event) {
        return parts.editions().current().engine().follows(before.profile(), event);
    }

    private Verdict following(Arrival arrival, Standing before) {
        var rule = parts.editions().current().rule();
        var verdict = rule.following(before, arrival.event(), arrival.logged().at());
        parts.checkpoints().passed(arrival.person(), verdict.after().profile());
        return verdict;
    }

    private Verdict late(Arrival arrival, Standing before) {
        var event = arrival.event();
        var fold = parts.refolder().fold(arrival.person(), event, List.of(event));
        var outcome = fold.outcome(event);
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        var at = arrival.logged().at();
        return parts.editions().current().rule().late(before, fold.profile(), event, at, outcome.problems());
    }

    /** @param isStitched whether the person is somebody else too */
    void accept(Arrival arrival, Standing before, Verdict verdict, boolean isStitched) {
        parts.profiles().save(arrival.person(), verdict.after());
        receive(arrival, verdict.shown(), verdict.late(), verdict.problems());
        if (isStitched) {
            var known = Handover.known(before, arrival.parcels());
            parts.announcer().stitched(arrival.logged(), known, verdict.shown());
        }
        parts.announcer().moved(arrival.logged(), arrival.person(), verdict, arrival.event());
        arrival.answer(Status.ACCEPTED, arrival.problems(verdict.problems()));
    }

    /**
     * Several late events of one person at once: what they make of the profile together is compared with what it was.
     *
     * @param arrivals in the order in which they came; not empty
     * @param fold the history with them
     */
    void applyLate(List<Arrival> arrivals, Standing before, HistoryFold fold) {
        var rule = parts.editions().current().rule();
        var last = arrivals.getLast();
        var cause = arrivals.reversed().stream()
                .filter(arrival -> rule.isLive(arrival.event()))
                .findFirst()
                .orElse(last)
                .event();
        var verdict = rule.late(before, fold.profile(), cause, last.logged().at(), List.of());
        parts.profiles().save(last.person(), verdict.after());
        for (var arrival : arrivals) {
            var outcome = fold.outcome(arrival.event());
            Optional.ofNullable(outcome.failure())
                    .ifPresentOrElse(
                            failure -> fail(arrival, verdict.shown(), failure),
                            () -> receive(arrival, verdict.shown(), true, outcome.problems()));
        }
        if (gains(before.profile(), verdict.shown())) {
            parts.announcer().stitched(last.logged(), Handover.known(before, List.of()), verdict.shown());
        }
        parts.announcer().moved(last.logged(), last.person(), verdict, cause);
        for (var arrival : arrivals) {
            var outcome = fold.outcome(arrival.event());
            if (outcome.failure() == null) {
                arrival.answer(Status.ACCEPTED, arrival.problems(outcome.problems()));
            }
        }
    }

    private void receive(Arrival arrival, Profile shown, boolean isLate, List<Problem> problems) {
        parts.counts().add(Counts.LATE, isLate ? 1 : 0);
        parts.announcer()
                .received(
                        arrival.logged(),
                        shown,
                        arrival.routing(),
                        arrival.event(),
                        isLate,
                        arrival.problems(problems));
    }

    /** The event stays in the history, so that a better program can apply it; it has no effect on the profile. */
    private void fail(Arrival arrival, Profile profile, RuntimeException cause) {
        var event = arrival.event();
        LOG.warn("event {} of {} could not be applied", event.id(), arrival.routing(), cause);
        var problem = new Problem(
                "event.failed",
                Problem.Place.inEvent(""),
                cause.toString(),
                "an event that can be applied",
                "The event is kept. Please report this with the event.");
        parts.counts().add(Counts.FAILED, 1);
        parts.announcer().received(arrival.logged(), profile, arrival.routing(), event, false, List.of(problem));
        arrival.answer(Status.FAILED, List.of(problem));
    }

    /** Whether somebody who was known before is known by more identifiers now. */
    private static boolean gains(Profile before, Profile after) {
        return !before.isStranger()
                && before.identifiers().size() != after.identifiers().size();
    }
}
