package io.pharos.engine.testkit;

import io.pharos.model.Attribute;
import io.pharos.model.Attribute.Definition.Derived;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.Did;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import java.util.List;
import java.util.stream.Stream;

/** Which attributes are read by what. */
record Uses(Leaves leaves) {

    /** The attribute itself is among them where it reads its own value so far. */
    Stream<String> of(Attribute attribute) {
        return switch (attribute.definition()) {
            case Derived(var expression) -> of(expression);
            case Written(var enrichments) ->
                enrichments.stream()
                        .flatMap(enrichment -> Stream.concat(
                                of(enrichment.operation()),
                                enrichment.condition().stream()
                                        .flatMap(leaves::of)
                                        .flatMap(this::ofLeaf)));
        };
    }

    /** Those that the kinds of events are judged by, or that events are asked for later. */
    Stream<String> throughBehaviour(Attribute attribute) {
        return attribute.definition() instanceof Written(var enrichments)
                ? enrichments.stream()
                        .flatMap(enrichment -> enrichment.condition().stream())
                        .flatMap(leaves::of)
                        .flatMap(this::ofBehaviour)
                : Stream.empty();
    }

    private Stream<String> ofLeaf(Condition leaf) {
        return Stream.concat(compared(leaf), ofBehaviour(leaf));
    }

    private Stream<String> ofBehaviour(Condition leaf) {
        return Stream.concat(
                Leaves.figures(leaf).flatMap(Uses::of),
                Leaves.kinds(leaf)
                        .flatMap(kind -> kind.where().stream())
                        .flatMap(leaves::of)
                        .flatMap(Uses::compared));
    }

    /** What a leaf compares, and with what. */
    static Stream<String> compared(Condition leaf) {
        return switch (leaf) {
            case Compare(var name, var operator) -> Stream.concat(of(name), of(operator));
            case Did(var _, var _, var measures) ->
                measures.stream().flatMap(measure -> measure.tests().stream()).flatMap(Uses::of);
            default -> Stream.empty();
        };
    }

    static Stream<String> of(Operator operator) {
        return operator.comparands().stream()
                .flatMap(comparand -> comparand instanceof Comparand.OtherAttribute(var attribute, var _)
                        ? Stream.of(attribute)
                        : Stream.empty());
    }

    private static Stream<String> of(Operation operation) {
        return switch (operation) {
            case Operation.Set(var to, var _) -> of(to);
            case Operation.Clear(), Operation.Lowercase() -> Stream.empty();
            case Operation.Increase(var by) -> of(by);
            case Operation.Decrease(var by) -> of(by);
            case Operation.Add(var from) -> of(from);
            case Operation.Remove(var item, var _) -> of(item);
            case Operation.IncreaseKeys(var keys, var by) -> of(List.of(keys, by));
            case Operation.RemoveKey(var key) -> of(key);
            case Operation.Split(var shares) ->
                of(shares.stream().map(Share::to).toList());
            case Operation.RecordEntry(var at, var capture) -> Stream.concat(of(at), captured(capture));
            case Operation.Step(var _, var capture) -> captured(capture);
        };
    }

    static Stream<String> of(Expression expression) {
        return switch (expression) {
            case Expression.Of(var operand) -> of(operand);
            case Expression.Arithmetic(var _, var operands) -> of(operands);
            case Expression.Aggregate(var _, var list) -> of(list);
            case Expression.CountOf(var counted) -> of(counted);
            case Expression.Join(var parts, var _) -> of(parts);
            case Expression.Format(var date, var _, var _) -> of(date);
            case Expression.Parse(var text, var _, var _) -> of(text);
            case Expression.OfEpoch(var number, var _) -> of(number);
            case Expression.Between(var from, var to, var _, var _) -> of(List.of(from, to));
            case Expression.Elapsed(var since, var _, var _) -> of(since);
            case Expression.ChangeIn(var name, var _) -> of(name);
            case Expression.Without(var items, var without) -> of(List.of(items, without));
            case Expression.Pairs(var keys, var values) -> of(List.of(keys, values));
            case Expression.TopKey(var tally) -> Stream.of(tally);
            case Expression.TopKeys(var tally, var _) -> Stream.of(tally);
            case Expression.KeysAbove(var tally, var _) -> Stream.of(tally);
            case Expression.ValueOf(var tally, var key) -> Stream.concat(Stream.of(tally), of(key));
            case Expression.Rolling rolling -> Stream.of(rolling.timeline());
            case Expression.LongestGap(var timeline, var _, var _) -> Stream.of(timeline);
        };
    }

    private static Stream<String> captured(List<Capture> capture) {
        return capture.stream().map(Capture::name).flatMap(Uses::of);
    }

    private static Stream<String> of(List<Operand> operands) {
        return operands.stream().flatMap(Uses::of);
    }

    private static Stream<String> of(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> of(name);
            case Operand.Constant _ -> Stream.empty();
            case Operand.ListOf(var items) -> of(items);
        };
    }

    private static Stream<String> of(Name name) {
        return name instanceof Name.OfAttribute(var attribute) ? Stream.of(attribute) : Stream.empty();
    }
}
