package io.pharos.engine;

import io.pharos.model.Attribute.Definition;
import io.pharos.model.Event;
import io.pharos.model.Problem;
import io.pharos.model.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of one profile, to be folded again and asked what happened: nothing of it is kept while events come in.
 * Immutable. Every question folds from the first event, so its cost grows with the number of events.
 */
public final class History {
    private static final Problem FAILED = new Problem(
            "event.failed", Problem.Place.inEvent(""), "an event that could not be applied", "one that can be", "");

    private final Program program;
    private final List<Event> events;

    History(Program program, Collection<Event> events) {
        this.program = program;
        this.events = events.stream().sorted(Event.ORDER).toList();
    }

    /** Hears of the steps of a fold, in order. */
    public interface Listener {
        /** @param step an event that could not be applied leaves the very profile that was there before */
        void stepped(Cause cause, Profile before, Step step);
    }

    /** Whether somebody is there by {@code moment}: of nobody there is nothing to tell. */
    public boolean hasBegun(Instant moment) {
        return !events.isEmpty() && !events.getFirst().time().isAfter(moment);
    }

    /** The profile as its events have left it up to {@code moment}, included; see {@link Engine#read}. */
    public Profile at(Instant moment) {
        return tell(moment, (_, _, _) -> {});
    }

    /** The profile as all its events have left it. */
    public Profile latest() {
        return events.isEmpty()
                ? Profile.stranger(program.layout)
                : at(events.getLast().time());
    }

    /** The same as {@link #at}, telling what happened on the way. */
    public Profile tell(Instant until, Listener listener) {
        return fold(until, new Nobody(), listener);
    }

    /**
     * Why an attribute has the value that it has at {@code moment}.
     *
     * @param limit so many writes at most
     * @throws IllegalArgumentException if the workspace has no such attribute
     */
    public Why attribute(String attribute, Instant moment, int limit) {
        var read = program.checks.reads().attribute(attribute);
        return switch (program.layout.attribute(attribute).definition()) {
            case Definition.Derived(var expression) -> {
                var frame = program.look(at(moment), moment.toEpochMilli());
                yield new Why.Derived(
                        Optional.ofNullable(read.value(frame)),
                        expression,
                        new Explain(program).inputs(expression, frame));
            }
            case Definition.Written _ -> {
                var recorder = new WriteRecorder(attribute, read, program, limit);
                var profile = fold(moment, recorder, recorder);
                yield recorder.why(program.look(profile, moment.toEpochMilli()));
            }
        };
    }

    /**
     * Why a badge is worn or not at {@code moment}.
     *
     * @throws IllegalArgumentException if the workspace has no such badge
     */
    public Why.Member badge(String badge, Instant moment) {
        return member(TurnRecorder.of(known(program.workspace.badges(), badge), program), moment);
    }

    /**
     * Why the visitor is in a segment or not at {@code moment}.
     *
     * @throws IllegalArgumentException if the workspace has no such segment
     */
    public Why.Member segment(String segment, Instant moment) {
        return member(TurnRecorder.of(known(program.workspace.segments(), segment), program), moment);
    }

    private static <T> T known(Map<String, T> definitions, String name) {
        var known = definitions.get(name);
        if (known == null) {
            throw new IllegalArgumentException("the workspace does not define " + name);
        }
        return known;
    }

    private Why.Member member(TurnRecorder recorder, Instant moment) {
        var profile = fold(moment, recorder, recorder);
        return recorder.why(profile, program.look(profile, moment.toEpochMilli()));
    }

    private Profile fold(Instant until, Observer observer, Listener listener) {
        var steps = new Steps(program, observer);
        var profile = Profile.stranger(program.layout);
        for (var event : events) {
            if (event.time().isAfter(until)) {
                break;
            }
            profile = pass(profile, event.time().toEpochMilli(), steps, listener);
            profile = happen(profile, event, steps, listener);
        }
        return pass(profile, until.toEpochMilli(), steps, listener);
    }

    /** Lets time pass, one step after the other. */
    private static Profile pass(Profile profile, long to, Steps steps, Listener listener) {
        for (var due = steps.due(profile); due <= to && due != Profile.NEVER; due = steps.due(profile)) {
            var before = profile;
            var transitions = new ArrayList<Transition>();
            profile = steps.advance(before, due, transitions);
            if (profile.now > before.now) {
                listener.stepped(cause(transitions, profile), before, new Step(profile, transitions, List.of()));
            }
        }
        return profile;
    }

    private static Cause cause(List<Transition> transitions, Profile after) {
        var at = Instant.ofEpochMilli(after.now);
        return transitions.stream().anyMatch(Transition.VisitEnded.class::isInstance)
                ? new Cause.OfVisitEnd(at)
                : new Cause.OfTime(at);
    }

    private static Profile happen(Profile before, Event event, Steps steps, Listener listener) {
        var transitions = new ArrayList<Transition>();
        var problems = new ArrayList<Problem>();
        var after = before;
        try {
            after = steps.event(before, event, transitions, problems);
        } catch (RuntimeException broken) {
            // As when it came: the event was answered as failed, and stays without effect.
            transitions.clear();
            problems.clear();
            problems.add(FAILED);
        }
        listener.stepped(new Cause.OfEvent(event), before, new Step(after, transitions, problems));
        return after;
    }
}
