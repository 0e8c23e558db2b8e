package io.pharos.engine;

import io.pharos.engine.Why.Part;
import io.pharos.engine.Why.Part.Role;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Workspace.Badge;
import io.pharos.model.Workspace.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers how a badge or a segment came or went last while a history is folded. Not thread-safe. */
final class TurnRecorder implements Observer, History.Listener {
    private final boolean isBadge;
    private final int number;
    private final List<Asked> asked;
    private final Explain explain;
    private List<Part> then = List.of();
    private Why.@Nullable Turn last;

    /** A condition of the definition. */
    private record Asked(Role role, Optional<When> when, Condition condition) {}

    private TurnRecorder(boolean isBadge, int number, List<Asked> asked, Program program) {
        this.isBadge = isBadge;
        this.number = number;
        this.asked = asked;
        this.explain = new Explain(program);
    }

    static TurnRecorder of(Segment segment, Program program) {
        return new TurnRecorder(
                false,
                program.layout.segment(segment.name()),
                List.of(new Asked(Role.IS_IN, Optional.empty(), segment.condition())),
                program);
    }

    static TurnRecorder of(Badge badge, Program program) {
        var asked = new ArrayList<Asked>();
        badge.assign().ifPresent(change -> asked.add(asked(Role.ASSIGN, change)));
        badge.remove().ifPresent(change -> asked.add(asked(Role.REMOVE, change)));
        return new TurnRecorder(true, program.layout.badge(badge.name()), asked, program);
    }

    private static Asked asked(Role role, Badge.Change change) {
        return new Asked(role, change.when(), change.condition());
    }

    @Override
    public void review(Review review, Frame frame) {
        var was = has(isBadge ? frame.badges : frame.segments);
        review.look(frame);
        if (has(isBadge ? frame.badges : frame.segments) != was) {
            then = parts(frame);
        }
    }

    @Override
    public void stepped(Cause cause, Profile before, Step step) {
        var came = has(members(step.profile()));
        if (came != has(members(before))) {
            last = new Why.Turn(cause, came, then);
        }
    }

    Why.Member why(Profile profile, Frame frame) {
        var members = members(profile);
        var since =
                has(members) ? Optional.of(Instant.ofEpochMilli(members.sinceOf(number))) : Optional.<Instant>empty();
        return new Why.Member(since, Optional.ofNullable(last), parts(frame));
    }

    private Membership members(Profile profile) {
        return isBadge ? profile.badges : profile.segments;
    }

    private boolean has(Membership members) {
        return members.has(number);
    }

    private List<Part> parts(Frame frame) {
        return asked.stream()
                .map(each -> new Part(each.role(), each.when(), explain.condition(each.condition(), frame)))
                .toList();
    }
}
