package io.pharos.engine.testkit;

import io.pharos.model.Condition;
import io.pharos.model.Condition.All;
import io.pharos.model.Condition.Any;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.EventNamed;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Not;
import io.pharos.model.Condition.RuleHolds;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Workspace;
import java.util.stream.Stream;

/** The conditions a condition is made of in the end: rules looked up, logic taken apart. */
record Leaves(Workspace workspace) {

    Stream<Condition> of(Condition condition) {
        return switch (condition) {
            case All(var conditions) -> conditions.stream().flatMap(this::of);
            case Any(var conditions) -> conditions.stream().flatMap(this::of);
            case Not(var negated) -> of(negated);
            case RuleHolds(var rule) -> of(workspace.rules().get(rule).condition());
            case EventNamed _, Wears _, InSegment _, Compare _ -> Stream.of(condition);
        };
    }

    Stream<Condition> of(Workspace.Badge badge) {
        return Stream.of(badge.assign(), badge.remove())
                .flatMap(change -> change.stream())
                .flatMap(change -> of(change.condition()));
    }

    Stream<Condition> of(Workspace.Segment segment) {
        return of(segment.condition());
    }

    /** Those of all badges and segments. */
    Stream<Condition> ofMemberships() {
        return Stream.concat(
                workspace.badges().values().stream().flatMap(this::of),
                workspace.segments().values().stream().flatMap(this::of));
    }
}
