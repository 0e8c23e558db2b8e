package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.engine.Step;
import io.pharos.model.Event;
import io.pharos.model.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one workspace would have made of a period: folds histories and counts by day what happens, as if every event had
 * come at its own time. Not thread-safe.
 */
final class Hindsight {
    private final Engine engine;
    private final HeadRule rule;
    private final Triggers triggers;
    private final Days days;
    private final Map<String, long[]> segments = new HashMap<>();
    private final Map<String, long[]> badges = new HashMap<>();
    private final Map<String, Firing> firings = new HashMap<>();
    private final List<Firing> firedNow = new ArrayList<>();

    /** How often an action was triggered. */
    private static final class Firing {
        private final long[] perDay;
        private long silent;
        private double squares;
        /** By the profile that is being folded. */
        private long now;

        private Firing(int days) {
            this.perDay = new long[days];
        }
    }

    Hindsight(Engine engine, Days days) {
        this.engine = engine;
        this.rule = new HeadRule(engine);
        this.triggers = new Triggers(engine);
        this.days = days;
    }

    Engine engine() {
        return engine;
    }

    /** The profile that {@code events}, which are in order, have made by the end of the period. */
    Profile fold(List<Event> events) {
        var profile = engine.stranger();
        // What time alone does before an import arrives belongs to the past, as what the import does.
        var silentUntil = Instant.MIN;
        for (var event : events) {
            var isLive = rule.isLive(event);
            if (!isLive && event.arrival().isAfter(silentUntil)) {
                silentUntil = event.arrival();
            }
            profile =
                    days.isBefore(event.time()) ? before(profile, event) : within(profile, event, isLive, silentUntil);
        }
        profile = pass(profile, days.end(), silentUntil);
        firedNow.forEach(firing -> {
            firing.squares += (double) firing.now * firing.now;
            firing.now = 0;
        });
        firedNow.clear();
        return profile;
    }

    /** Nothing is counted before the period but where it leaves the profile. */
    private Profile before(Profile profile, Event event) {
        try {
            var step = engine.apply(profile, event);
            // A plain loop: every event passes here.
            for (var transition : step.transitions()) {
                move(transition);
            }
            return step.profile();
        } catch (RuntimeException _) {
            // was answered as failed when it came, and stays without effect
            return profile;
        }
    }

    private Profile within(Profile profile, Event event, boolean isLive, Instant silentUntil) {
        var ready = pass(profile, event.time(), silentUntil);
        Step step;
        try {
            step = engine.apply(ready, event);
        } catch (RuntimeException _) {
            return ready; // as above
        }
        for (var transition : step.transitions()) {
            move(transition);
            trigger(transition, step.profile(), event, !isLive);
        }
        return step.profile();
    }

    /** Moment by moment, since conditions of actions are asked about the profile as it is then. */
    private Profile pass(Profile profile, Instant to, Instant silentUntil) {
        for (var due = engine.due(profile); due.isPresent() && !due.get().isAfter(to); due = engine.due(profile)) {
            var step = engine.advance(profile, due.get());
            profile = step.profile();
            for (var transition : step.transitions()) {
                move(transition);
                trigger(transition, profile, null, !transition.at().isAfter(silentUntil));
            }
        }
        return profile;
    }

    private void move(Transition transition) {
        switch (transition) {
            case Transition.Joined(var segment, var at) -> move(segments, segment, at, 1);
            case Transition.Left(var segment, var at) -> move(segments, segment, at, -1);
            case Transition.BadgeAssigned(var badge, var at) -> move(badges, badge, at, 1);
            case Transition.BadgeRemoved(var badge, var at) -> move(badges, badge, at, -1);
            case Transition.VisitStarted _, Transition.VisitEnded _ -> {}
        }
    }

    private void move(Map<String, long[]> groups, String group, Instant at, int by) {
        groups.computeIfAbsent(group, _ -> new long[1 + days.number()])[days.of(at)] += by;
    }

    private void trigger(Transition transition, Profile after, @Nullable Event event, boolean isSilent) {
        var day = days.of(transition.at());
        if (day == 0) {
            return;
        }
        for (var action : triggers.of(transition, after, event)) {
            var firing = firings.computeIfAbsent(action.name(), _ -> new Firing(days.number()));
            if (isSilent) {
                firing.silent++;
            } else {
                firing.perDay[day - 1]++;
                if (firing.now++ == 0) {
                    firedNow.add(firing);
                }
            }
        }
    }

    /** Takes over what another has counted. */
    void add(Hindsight other) {
        add(segments, other.segments);
        add(badges, other.badges);
        other.firings.forEach((action, more) -> {
            var firing = firings.computeIfAbsent(action, _ -> new Firing(days.number()));
            add(firing.perDay, more.perDay);
            firing.silent += more.silent;
            firing.squares += more.squares;
        });
    }

    private static void add(Map<String, long[]> groups, Map<String, long[]> more) {
        more.forEach((group, moves) -> add(groups.computeIfAbsent(group, _ -> new long[moves.length]), moves));
    }

    private static void add(long[] numbers, long[] more) {
        for (var i = 0; i < numbers.length; i++) {
            numbers[i] += more[i];
        }
    }

    /** How many were in the segment at the end of each day. */
    List<Long> segmentSizes(String segment) {
        return sizes(segments, segment);
    }

    List<Long> badgeSizes(String badge) {
        return sizes(badges, badge);
    }

    private List<Long> sizes(Map<String, long[]> groups, String group) {
        var moves = groups.getOrDefault(group, new long[1 + days.number()]);
        var sizes = new ArrayList<Long>(days.number());
        var size = moves[0];
        for (var day = 1; day < moves.length; day++) {
            size += moves[day];
            sizes.add(size);
        }
        return sizes;
    }

    PlanReport.Fired fired(String action) {
        var firing = firings.getOrDefault(action, new Firing(days.number()));
        var perDay = new ArrayList<Long>(days.number());
        for (var number : firing.perDay) {
            perDay.add(number);
        }
        return new PlanReport.Fired(perDay, firing.silent, firing.squares);
    }
}
