package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds a history as its rows are read: by time, those of one moment in any order. An event that cannot be applied was answered as
 * failed when it came, and stays without effect.
 *
 * <p>It never holds more of the history than one moment, nor more checkpoints than are kept.
 */
final class HistoryFold {
    static final Spacing NO_CHECKPOINTS = new Spacing(Integer.MAX_VALUE);

    private final Engine engine;
    private final Profile from;
    private final Spacing spacing;
    private final NavigableMap<Event, Outcome> watched = new TreeMap<>(Event.ORDER);
    private final List<Event> moment = new ArrayList<>();
    private final NavigableMap<Long, Profile> checkpoints = new TreeMap<>();
    private Profile profile;
    /** The first of those that are watched which has not come up. */
    private @Nullable Event next;

    private Consumer<Profile> observer = _ -> {};

    /**
     * What became of an event.
     *
     * @param failure why it could not be applied; null if it was
     */
    record Outcome(List<Problem> problems, @Nullable RuntimeException failure) {
        /** Of an event that did not come up. */
        static final Outcome NONE = new Outcome(List.of(), null);
    }

    /**
     * @param from the profile as some of the first events have left it, which are passed over
     * @param spacing of the checkpoints
     * @param watched the events whose outcomes are asked for
     */
    HistoryFold(Engine engine, Profile from, Spacing spacing, Collection<Event> watched) {
        this.engine = engine;
        this.from = from;
        this.profile = from;
        this.spacing = spacing;
        watched.forEach(event -> this.watched.put(event, Outcome.NONE));
        this.next = this.watched.isEmpty() ? null : this.watched.firstKey();
    }

    /** The profile of these events, as of the last one. */
    static Profile of(Engine engine, List<Event> events) {
        return over(engine, events, List.of()).profile();
    }

    static HistoryFold over(Engine engine, List<Event> events, Collection<Event> watched) {
        var fold = new HistoryFold(engine, engine.stranger(), NO_CHECKPOINTS, watched);
        events.stream().sorted(Event.ORDER).forEach(fold::add);
        return fold;
    }

    /** @param each is shown the profile as every event leaves it */
    void observe(Consumer<Profile> each) {
        observer = each;
    }

    void add(Event event) {
        if (!moment.isEmpty() && !moment.getFirst().time().equals(event.time())) {
            pass();
        }
        moment.add(event);
    }

    boolean isUnder(Engine other) {
        return engine.version() == other.version();
    }

    /** The profile as those events left it that were passed over. */
    Profile from() {
        return from;
    }

    /** What all events so far have made of the profile. */
    Profile profile() {
        pass();
        return profile;
    }

    /** By number, what the profile was on the way at those places that are kept. */
    NavigableMap<Long, Profile> checkpoints() {
        pass();
        return checkpoints;
    }

    /** Of an event that is watched. */
    Outcome outcome(Event event) {
        pass();
        return watched.getOrDefault(event, Outcome.NONE);
    }

    private void pass() {
        moment.sort(Event.ORDER);
        for (var event : moment) {
            if (engine.follows(profile, event)) {
                apply(event);
            }
        }
        moment.clear();
    }

    private void apply(Event event) {
        try {
            var step = engine.apply(profile, event);
            profile = step.profile();
            note(event, step.problems(), null);
        } catch (RuntimeException broken) {
            note(event, List.of(), broken);
            return;
        }
        observer.accept(profile);
        if (spacing.isPlace(profile)) {
            var number = spacing.number(profile);
            checkpoints.put(number, profile);
            Spacing.outlived(number, checkpoints::remove);
        }
    }

    private void note(Event event, List<Problem> problems, @Nullable RuntimeException failure) {
        while (next != null && Event.ORDER.compare(next, event) < 0) {
            next = watched.higherKey(next);
        }
        if (next != null && Event.ORDER.compare(event, next) == 0) {
            watched.put(next, new Outcome(problems, failure));
        }
    }
}
