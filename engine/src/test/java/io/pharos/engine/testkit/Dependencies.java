package io.pharos.engine.testkit;

import io.pharos.model.Attribute.Definition.Derived;
import io.pharos.model.Attribute.Definition.Written;
import io.pharos.model.Attribute.Derivation.TopKey;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.InSegment;
import io.pharos.model.Condition.Wears;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In which order definitions are evaluated: what is read comes before what reads it, else as written. */
final class Dependencies {
    private final Workspace workspace;
    private final Leaves leaves;

    Dependencies(Workspace workspace) {
        this.workspace = workspace;
        this.leaves = new Leaves(workspace);
    }

    List<String> attributes() {
        return order(workspace.attributes().keySet(), this::readBy);
    }

    /** Badges as {@link Wears} and segments as {@link InSegment}, since both may have one name. */
    List<Condition> memberships() {
        var nodes = new ArrayList<Condition>();
        workspace.badges().keySet().forEach(badge -> nodes.add(new Wears(badge)));
        workspace.segments().keySet().forEach(segment -> nodes.add(new InSegment(segment)));
        return order(nodes, this::readBy);
    }

    private static <T> List<T> order(Collection<T> nodes, Function<T, Set<T>> readBy) {
        var ordered = new LinkedHashSet<T>();
        while (ordered.size() < nodes.size()) {
            ordered.add(nodes.stream()
                    .filter(node -> !ordered.contains(node) && ordered.containsAll(readBy.apply(node)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a circle among " + nodes)));
        }
        return List.copyOf(ordered);
    }

    private Set<Condition> readBy(Condition membership) {
        var read = membership instanceof Wears(var badge)
                ? leaves.of(workspace.badges().get(badge))
                : leaves.of(workspace.segments().get(((InSegment) membership).segment()));
        return read.filter(leaf -> leaf instanceof Wears || leaf instanceof InSegment)
                .collect(Collectors.toSet());
    }

    private Set<String> readBy(String attribute) {
        var read = switch (workspace.attributes().get(attribute).definition()) {
            case Derived(TopKey(var tally)) -> Stream.of(tally);
            case Written(var enrichments) -> enrichments.stream().flatMap(this::readBy);
        };
        return read.filter(other -> !other.equals(attribute)).collect(Collectors.toSet());
    }

    private Stream<String> readBy(Enrichment enrichment) {
        return Stream.concat(
                operands(enrichment.operation()).flatMap(Dependencies::readBy),
                enrichment.condition().stream().flatMap(leaves::of).flatMap(Dependencies::readByLeaf));
    }

    private static Stream<Operand> operands(Operation operation) {
        return switch (operation) {
            case Operation.Set(var to, var _) -> Stream.of(to);
            case Operation.Clear() -> Stream.empty();
            case Operation.Increase(var by) -> Stream.of(by);
            case Operation.Decrease(var by) -> Stream.of(by);
            case Operation.Add(var from) -> Stream.of(from);
            case Operation.Remove(var item) -> Stream.of(item);
            case Operation.IncreaseKeys(var keys, var by) -> Stream.of(keys, by);
            case Operation.RemoveKey(var key) -> Stream.of(key);
        };
    }

    private static Stream<String> readBy(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> readBy(name);
            case Operand.Constant _ -> Stream.empty();
            case Operand.ListOf(var items) -> items.stream().flatMap(Dependencies::readBy);
        };
    }

    private static Stream<String> readByLeaf(Condition leaf) {
        return leaf instanceof Compare(var name, var operator)
                ? Stream.concat(readBy(name), comparands(operator).flatMap(Dependencies::readBy))
                : Stream.empty();
    }

    private static Stream<String> readBy(Name name) {
        return name instanceof Name.OfAttribute(var attribute) ? Stream.of(attribute) : Stream.empty();
    }

    private static Stream<String> readBy(Comparand comparand) {
        return comparand instanceof Comparand.OtherAttribute(var attribute, var _)
                ? Stream.of(attribute)
                : Stream.empty();
    }

    /** What an operator compares with, the operators inside it included. */
    static Stream<Comparand> comparands(Operator operator) {
        return switch (operator) {
            case Operator.Is(var other, var _) -> Stream.of(other);
            case Operator.IsNot(var other, var _) -> Stream.of(other);
            case Operator.Ordered(var _, var other) -> Stream.of(other);
            case Operator.Between(var least, var greatest) -> Stream.of(least, greatest);
            case Operator.Count(var tests) -> tests.stream().flatMap(Dependencies::comparands);
            case Operator.Key(var _, var tests) -> tests.stream().flatMap(Dependencies::comparands);
            case Operator.In _,
                    Operator.Contains _,
                    Operator.StartsWith _,
                    Operator.EndsWith _,
                    Operator.Matches _,
                    Operator.Exists _,
                    Operator.Within _,
                    Operator.OnDay _,
                    Operator.Has _ -> Stream.empty();
        };
    }
}
