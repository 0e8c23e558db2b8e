package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.engine.Step;
import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.Problem;
import io.pharos.model.Snapshot;
import io.pharos.model.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an entry does to a profile, and which of its transitions the world hears of: each once, at the head of the
 * profile's time, never for the past.
 */
final class HeadRule {
    private final Engine engine;
    private final Duration live;

    /** Who hears of a transition. */
    enum Voice {
        /** An event brought it about: its actions leave now. */
        EVENT,
        /** Time alone did: its actions wait a little for late events. */
        TIME,
        /** It belongs to the past: nothing is triggered. */
        SILENT
    }

    record Move(Transition transition, Voice voice) {}

    /**
     * @param after what is kept
     * @param shown the profile as it stands at its head
     * @param late the event came so late that its profile was folded again
     */
    record Verdict(Standing after, Profile shown, List<Move> moves, List<Problem> problems, boolean late) {}

    HeadRule(Engine engine) {
        this.engine = engine;
        this.live = engine.workspace().live();
    }

    /**
     * An event that comes after everything the profile has been folded from.
     *
     * @param at when it was logged
     */
    Verdict following(Standing before, Event event, Instant at) {
        if (isLive(event) && !event.time().isBefore(before.head())) {
            var step = engine.apply(before.atHead(engine), event);
            return new Verdict(
                    Standing.at(step.profile()), step.profile(), voiced(step, event.time()), step.problems(), false);
        }
        var step = engine.apply(before.profile(), event);
        return compared(before, step.profile(), event, at, step.problems(), false);
    }

    /**
     * An event that belongs before something the profile has been folded from.
     *
     * @param folded the profile with that event where it belongs
     * @param problems of the event
     */
    Verdict late(Standing before, Profile folded, Event event, Instant at, List<Problem> problems) {
        return compared(before, folded, event, at, problems, true);
    }

    /** The event belongs to the past, so what counts is what its profile is at the head, before and after. */
    private Verdict compared(
            Standing before, Profile after, Event event, Instant at, List<Problem> problems, boolean late) {
        var was = Memberships.of(memberships(before.atHead(engine)));
        return compared(was, after, latest(at, before.head()), voice(event), problems, late);
    }

    private Verdict compared(
            Memberships was, Profile after, Instant at, Voice voice, List<Problem> problems, boolean late) {
        var head = latest(at, after);
        var standing = new Standing(after, head);
        var shown = standing.atHead(engine);
        var is = Memberships.of(memberships(shown));
        return new Verdict(standing, shown, moves(difference(was, is, head), voice), problems, late);
    }

    private Voice voice(Event event) {
        return isLive(event) ? Voice.EVENT : Voice.SILENT;
    }

    /**
     * A profile whose history is another than before, since persons turned out to be one, or several.
     *
     * @param was what any of them had
     * @param folded the profile of that history
     * @param at when it was logged, or the latest head if that is later
     * @param cause the event that showed it; null if it was none, and so nobody hears of it
     * @param problems of that event
     */
    Verdict gathered(Memberships was, Profile folded, Instant at, @Nullable Event cause, List<Problem> problems) {
        return compared(was, folded, at, cause == null ? Voice.SILENT : voice(cause), problems, true);
    }

    private static List<Move> moves(List<Transition> transitions, Voice voice) {
        return transitions.stream()
                .map(transition -> new Move(transition, voice))
                .toList();
    }

    /** Time has come to {@code now}, however late that is noticed. */
    Verdict tick(Standing before, Instant now) {
        var step = engine.advance(before.atHead(engine), now);
        var after = new Standing(step.profile(), latest(before.head(), step.profile()));
        return new Verdict(after, step.profile(), voiced(step, Instant.MAX), List.of(), false);
    }

    /**
     * The profile under these definitions, after it was under others: folded again up to the moment at which they came into
     * force, and silently, unless whoever published them asked to fire. Then what it is in now and was not before is heard of.
     *
     * @param before its badges and segments under the others
     * @param head of the profile under the others
     * @param folded the profile under these
     * @param at when these came into force
     */
    Verdict republished(Memberships before, Instant head, Profile folded, Instant at, boolean fires) {
        var standing = republished(folded, latest(at, head));
        var shown = standing.atHead(engine);
        var moves = difference(before, Memberships.of(memberships(shown)), standing.head()).stream()
                .map(transition -> new Move(transition, fires && isGain(transition) ? Voice.EVENT : Voice.SILENT))
                .toList();
        return new Verdict(standing, shown, moves, List.of(), false);
    }

    /** The same of a profile of which nothing is known but what its events make of it. */
    static Standing republished(Profile folded, Instant at) {
        return new Standing(folded, latest(at, folded));
    }

    private static boolean isGain(Transition transition) {
        return transition instanceof Transition.Joined || transition instanceof Transition.BadgeAssigned;
    }

    /** Whether it may act on the world: it did not come by import, nor much later than it happened. */
    boolean isLive(Event event) {
        return event.origin() == Origin.LIVE
                && !event.time().isBefore(event.arrival().minus(live));
    }

    private static Instant latest(Instant at, Profile profile) {
        return latest(at, profile.steppedAt());
    }

    static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static List<Move> voiced(Step step, Instant event) {
        // A plain loop: every event passes here.
        var moves = new ArrayList<Move>(step.transitions().size());
        for (var transition : step.transitions()) {
            moves.add(new Move(transition, transition.at().isBefore(event) ? Voice.TIME : Voice.EVENT));
        }
        return moves;
    }

    /** In the order in which a step reports them: badges, left, joined. */
    private static List<Transition> difference(Memberships was, Memberships is, Instant at) {
        var transitions = new ArrayList<Transition>();
        entered(was.badges(), is.badges())
                .forEach((badge, since) -> transitions.add(new Transition.BadgeAssigned(badge, since)));
        entered(is.badges(), was.badges())
                .forEach((badge, _) -> transitions.add(new Transition.BadgeRemoved(badge, at)));
        entered(is.segments(), was.segments())
                .forEach((segment, _) -> transitions.add(new Transition.Left(segment, at)));
        entered(was.segments(), is.segments())
                .forEach((segment, since) -> transitions.add(new Transition.Joined(segment, since)));
        return transitions;
    }

    /** The badges and segments of a profile as it stands. */
    Snapshot memberships(Profile profile) {
        return engine.read(profile, profile.isStranger() ? Instant.EPOCH : profile.steppedAt());
    }

    private static SortedMap<String, Instant> entered(
            SortedMap<String, Instant> before, SortedMap<String, Instant> after) {
        var entered = new TreeMap<>(after);
        entered.keySet().removeAll(before.keySet());
        return entered;
    }
}
