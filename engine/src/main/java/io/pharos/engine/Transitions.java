package io.pharos.engine;

import io.pharos.model.Transition;
import java.time.Instant;
import java.util.List;

/** The difference a step has made to badges and segments, in the order in which the world hears of it. */
final class Transitions {
    private Transitions() {}

    static void between(Frame frame, Program program, List<Transition> to) {
        var before = frame.before;
        var at = Instant.ofEpochMilli(frame.now);
        if (!before.badges.isSame(frame.badges)) {
            for (var number = 0; number < program.badges.size(); number++) {
                var was = before.badges.has(number);
                if (was != frame.badges.has(number)) {
                    var badge = program.badges.get(number);
                    to.add(was ? new Transition.BadgeRemoved(badge, at) : new Transition.BadgeAssigned(badge, at));
                }
            }
        }
        if (!before.segments.isSame(frame.segments)) {
            for (var number : before.segments.notIn(frame.segments)) {
                to.add(new Transition.Left(program.segments.get(number), at));
            }
            for (var number : frame.segments.notIn(before.segments)) {
                to.add(new Transition.Joined(program.segments.get(number), at));
            }
        }
    }
}
