package io.pharos.engine;

import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Problem;
import io.pharos.model.Transition;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps a profile takes: an event, the end of a visit, a moment at which time alone changes something. Each one looks
 * at the profile as the step before left it.
 */
final class Steps {
    private final Program program;
    private final Observer observer;

    Steps(Program program, Observer observer) {
        this.program = program;
        this.observer = observer;
    }

    /** When the next step by time alone is due, or is to be looked for again, in milliseconds. */
    long due(Profile profile) {
        return Math.min(visitEnd(profile), profile.flip.moment());
    }

    /** Takes every step that is due up to {@code to}, included. */
    Profile advance(Profile profile, long to, List<Transition> transitions) {
        var due = due(profile);
        while (due <= to && due != Profile.NEVER) {
            if (due == visitEnd(profile)) {
                profile = endOfVisit(profile, due, transitions);
            } else if (profile.flip.certain()) {
                profile = moment(profile, due, transitions);
            } else {
                profile = profile.with(program.deadlines.next(program, profile, due - 1));
            }
            due = due(profile);
        }
        return profile;
    }

    /** The step of an event, after everything due before it. */
    Profile event(Profile profile, Event event, List<Transition> transitions, List<Problem> problems) {
        var now = event.time().toEpochMilli();
        var moments = new Frame.Moments(profile.isStranger(), profile.visit == null, false);
        var frame = new Frame(
                program.layout,
                profile,
                identifiers(profile, event),
                now,
                event,
                event.properties(),
                event.time(),
                moments);
        observer.enrich(program.enrich.atEvent(event.name()), frame);
        observer.review(program.review, frame);
        if (moments.newVisit()) {
            transitions.add(new Transition.VisitStarted(event.time()));
        }
        problems.addAll(frame.problems());
        return finish(frame, Position.of(event), visit(profile, event), transitions);
    }

    private Profile endOfVisit(Profile profile, long now, List<Transition> transitions) {
        var visit = profile.visit;
        if (visit == null) {
            throw new IllegalStateException("no visit is open at " + now);
        }
        var frame = new Frame(
                program.layout,
                profile,
                profile.identifiers,
                now,
                null,
                visit.properties(),
                Instant.ofEpochMilli(visit.last()),
                new Frame.Moments(false, false, true));
        observer.enrich(program.enrich.atVisitEnd(), frame);
        observer.review(program.review, frame);
        frame.drop(program.layout.visitStart(), program.layout.kept());
        observer.review(program.review, frame);
        transitions.add(new Transition.VisitEnded(Instant.ofEpochMilli(now)));
        return finish(frame, profile.last, null, transitions);
    }

    private Profile moment(Profile profile, long now, List<Transition> transitions) {
        var frame =
                new Frame(program.layout, profile, profile.identifiers, now, null, Map.of(), null, Frame.Moments.NONE);
        observer.review(program.review, frame);
        return finish(frame, profile.last, profile.visit, transitions);
    }

    private Profile finish(Frame frame, @Nullable Position last, @Nullable Visit visit, List<Transition> transitions) {
        Transitions.between(frame, program, transitions);
        var before = frame.before;
        var kept = program.layout.kept();
        var values = frame.values.length == kept ? frame.values : Arrays.copyOf(frame.values, kept);
        var after = new Profile(
                frame.now,
                last,
                before.events + (frame.event == null ? 0 : 1),
                frame.identifiers,
                values,
                frame.tracks,
                visit,
                frame.badges,
                frame.segments,
                before.flip);
        return before.flip.moment() > frame.now && !program.deadlines.isTouched(frame)
                ? after
                : after.with(program.deadlines.next(program, after, frame.now));
    }

    private long visitEnd(Profile profile) {
        return profile.visit == null
                ? Profile.NEVER
                : profile.visit.end(program.workspace.visits().longest());
    }

    private Visit visit(Profile profile, Event event) {
        var kept = keptUntilVisitEnd(event);
        return profile.visit == null
                ? Visit.begunBy(event, program.workspace, kept)
                : profile.visit.goneOn(event, kept);
    }

    private Map<String, Value> keptUntilVisitEnd(Event event) {
        if (program.readAtVisitEnd.isEmpty()) {
            return Map.of();
        }
        var kept = new LinkedHashMap<String, Value>();
        for (var property : program.readAtVisitEnd) {
            var value = event.properties().get(property);
            if (value != null) {
                kept.put(property, value);
            }
        }
        return kept;
    }

    private List<Identifier> identifiers(Profile profile, Event event) {
        var known = profile.identifiers;
        for (var identifier : program.identification.known(event)) {
            if (!known.contains(identifier)) {
                var more = new ArrayList<>(known);
                more.add(identifier);
                known = List.copyOf(more);
            }
        }
        return known;
    }
}
