package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Condition;
import io.pharos.model.Condition.All;
import io.pharos.model.Condition.Any;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.EventNamed;
import io.pharos.model.Condition.FromImport;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Not;
import io.pharos.model.Condition.RuleHolds;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Name;
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
            case EventNamed _, FromImport _, Wears _, InSegment _, Compare _, Did _, Sequence _ -> Stream.of(condition);
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
        return Stream.concat(workspace.badges().values().stream().flatMap(this::of), ofSegments());
    }

    Stream<Condition> ofSegments() {
        return workspace.segments().values().stream().flatMap(this::of);
    }

    /** Those of all enrichments, too. */
    Stream<Condition> everywhere() {
        var ofAttributes = workspace.attributes().values().stream()
                .flatMap(attribute -> attribute.definition() instanceof Written(var enrichments)
                        ? enrichments.stream()
                        : Stream.empty())
                .flatMap(enrichment -> enrichment.condition().stream())
                .flatMap(this::of);
        return Stream.concat(ofAttributes, ofMemberships());
    }

    /** The kinds of events a leaf speaks of. */
    static Stream<Matching> kinds(Condition leaf) {
        return switch (leaf) {
            case Did did -> Stream.of(did.event());
            case Sequence(var steps, var ending, var _) ->
                Stream.concat(
                        steps.stream().flatMap(step -> Stream.concat(Stream.of(step.event()), step.without().stream())),
                        ending.stream().map(Sequence.Absence::event));
            case All _, Any _, Not _, RuleHolds _ -> throw new IllegalArgumentException("not a leaf: " + leaf);
            case EventNamed _, FromImport _, Wears _, InSegment _, Compare _ -> Stream.empty();
        };
    }

    /** What a leaf adds up or compares of events. */
    static Stream<Name> figures(Condition leaf) {
        return leaf instanceof Did(var _, var _, var measures)
                ? measures.stream().flatMap(measure -> measure.of().stream())
                : Stream.empty();
    }
}
