package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Shape;
import io.pharos.model.Condition;
import io.pharos.model.Condition.All;
import io.pharos.model.Condition.Any;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.EventNamed;
import io.pharos.model.Condition.FromImport;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Not;
import io.pharos.model.Condition.RuleHolds;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Expression;
import io.pharos.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parts of definitions with something taken away. */
final class Smaller {
    private Smaller() {}

    static Stream<Enrichment> enrichments(Enrichment enrichment) {
        return Stream.concat(
                enrichment.condition().stream()
                        .flatMap(condition -> Stream.concat(
                                Stream.of(Optional.<Condition>empty()),
                                conditions(condition).map(Optional::of)))
                        .map(condition -> new Enrichment(enrichment.when(), condition, enrichment.operation())),
                operations(enrichment.operation())
                        .map(operation -> new Enrichment(enrichment.when(), enrichment.condition(), operation)));
    }

    private static Stream<Operation> operations(Operation operation) {
        return switch (operation) {
            case Operation.RecordEntry(var at, var capture) ->
                Lists.without(capture).map(fewer -> new Operation.RecordEntry(at, fewer));
            case Operation.Step(var number, var capture) ->
                Lists.without(capture).map(fewer -> new Operation.Step(number, fewer));
            case Operation.Set(Expression.Join(var parts, var with), var keep) ->
                Lists.without(parts).map(fewer -> new Operation.Set(new Expression.Join(fewer, with), keep));
            default -> Stream.empty();
        };
    }

    static Stream<Shape> shapes(Shape shape) {
        return switch (shape) {
            case Shape.Plain() -> Stream.empty();
            case Shape.Whole() -> Stream.of(Shape.PLAIN);
            case Shape.Timeline(var keep, var entries) ->
                keep.stream().map(_ -> new Shape.Timeline(Optional.empty(), entries));
            case Shape.Funnel(var steps, var within) ->
                within.stream().map(_ -> new Shape.Funnel(steps, Optional.empty()));
        };
    }

    static Stream<Condition> conditions(Condition condition) {
        return switch (condition) {
            case All(var conditions) ->
                Stream.concat(conditions.stream(), fewer(conditions).map(All::new));
            case Any(var conditions) ->
                Stream.concat(conditions.stream(), fewer(conditions).map(Any::new));
            case Not(var negated) ->
                Stream.concat(Stream.of(negated), conditions(negated).map(Not::new));
            case Did(var event, var within, var measures) ->
                Stream.of(
                                kinds(event).map(kind -> new Did(kind, within, measures)),
                                none(within).map(none -> new Did(event, none, measures)),
                                Lists.without(measures)
                                        .filter(fewer -> !fewer.isEmpty())
                                        .map(fewer -> new Did(event, within, fewer)),
                                Lists.withOneOf(measures, Smaller::measures).map(some -> new Did(event, within, some)))
                        .flatMap(candidates -> candidates);
            case Sequence(var steps, var ending, var within) ->
                Stream.of(
                                Lists.without(steps)
                                        .filter(fewer -> !fewer.isEmpty())
                                        .map(fewer -> new Sequence(beginning(fewer), ending, within)),
                                Lists.withOneOf(steps, Smaller::steps).map(some -> new Sequence(some, ending, within)),
                                ending.stream()
                                        .flatMap(absence -> Stream.concat(
                                                Stream.of(Optional.<Sequence.Absence>empty()),
                                                kinds(absence.event())
                                                        .map(kind -> Optional.of(
                                                                new Sequence.Absence(kind, absence.length())))))
                                        .map(other -> new Sequence(steps, other, within)),
                                none(within).map(none -> new Sequence(steps, ending, none)))
                        .flatMap(candidates -> candidates);
            case EventNamed _, FromImport _, RuleHolds _, Wears _, InSegment _, Compare _ -> Stream.empty();
        };
    }

    private static Stream<List<Condition>> fewer(List<Condition> conditions) {
        return Stream.concat(Lists.without(conditions), Lists.withOneOf(conditions, Smaller::conditions));
    }

    private static Stream<Optional<Span>> none(Optional<Span> span) {
        return span.stream().map(_ -> Optional.empty());
    }

    private static Stream<Matching> kinds(Matching kind) {
        return kind.where().stream()
                .flatMap(where -> Stream.concat(
                        Stream.of(Optional.<Condition>empty()),
                        conditions(where).map(Optional::of)))
                .map(where -> new Matching(kind.names(), where));
    }

    private static Stream<Measure> measures(Measure measure) {
        return Lists.without(measure.tests())
                .filter(tests -> !tests.isEmpty())
                .map(tests -> new Measure(measure.figure(), measure.of(), tests));
    }

    private static Stream<Sequence.Step> steps(Sequence.Step step) {
        return Stream.of(
                        kinds(step.event()).map(kind -> new Sequence.Step(kind, step.within(), step.without())),
                        none(step.within()).map(none -> new Sequence.Step(step.event(), none, step.without())),
                        Stream.concat(Lists.without(step.without()), Lists.withOneOf(step.without(), Smaller::kinds))
                                .map(without -> new Sequence.Step(step.event(), step.within(), without)))
                .flatMap(candidates -> candidates);
    }

    /** Before the first step there is nothing it could be near to. */
    private static List<Sequence.Step> beginning(List<Sequence.Step> steps) {
        var begun = new ArrayList<>(steps);
        begun.set(0, new Sequence.Step(steps.getFirst().event(), Optional.empty(), List.of()));
        return begun;
    }
}
