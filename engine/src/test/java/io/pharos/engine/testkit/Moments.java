package io.pharos.engine.testkit;

import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Condition.Did;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The moments at which a leaf may turn by time alone: rather too many than too few. They are the {@link Edges} of what it
 * reads, and between two of them the moments at which one of its comparisons does: since nothing moves there but the age
 * of dates, each turns in one direction only, and the moment is found by halving.
 */
final class Moments {
    /** Years have four digits: nobody looks further than that. */
    private static final Instant FAR = Instant.parse("9999-12-31T23:59:59.999Z");

    /** So far ahead the units of time gone by are tried one by one. */
    private static final Duration AHEAD = Duration.ofDays(1200);

    private final Workspace workspace;
    private final Person person;
    private final Lookup lookup;
    private final Passing passing;
    private final Truth truth;

    Moments(Workspace workspace, Person person, Truth truth) {
        this.workspace = workspace;
        this.person = person;
        this.lookup = new Lookup(workspace, person);
        this.passing = new Passing(workspace, lookup);
        this.truth = truth;
    }

    /** In order; after {@code from}, not after {@code to}. */
    SortedSet<Instant> between(Instant from, Instant to, Condition leaf) {
        var last = to.isBefore(FAR) ? to : FAR;
        var edges = new TreeSet<Instant>();
        var horizon = last.isBefore(from.plus(AHEAD)) ? last : from.plus(AHEAD);
        new Edges(workspace, person, from, horizon)
                .of(leaf)
                .filter(edge -> edge.isAfter(from) && !edge.isAfter(last))
                .forEach(edges::add);
        var moments = new TreeSet<>(edges);
        var start = from;
        for (var edge : edges) {
            moments.addAll(turns(leaf, start, edge.minusMillis(1)));
            start = edge;
        }
        moments.addAll(turns(leaf, start, last));
        return moments;
    }

    private List<Instant> turns(Condition leaf, Instant from, Instant to) {
        var turns = new ArrayList<Instant>();
        comparisons(leaf, from).forEach(comparison -> {
            var start = from;
            while (!comparison.at(start).equals(comparison.at(to))) {
                start = turn(comparison, start, to);
                turns.add(start);
            }
        });
        return turns;
    }

    /** The first moment at which the comparison comes out otherwise than at {@code from}, as it does at {@code to}. */
    private static Instant turn(Comparison comparison, Instant from, Instant to) {
        var same = from;
        var other = to;
        while (same.plusMillis(1).isBefore(other)) {
            var middle = same.plusMillis(Duration.between(same, other).toMillis() / 2);
            if (comparison.at(middle).equals(comparison.at(from))) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    /** How one value stands to another: less, equal or greater, if they can be compared. */
    private interface Comparison {
        Optional<Integer> at(Instant moment);
    }

    private Stream<Comparison> comparisons(Condition leaf, Instant from) {
        return switch (leaf) {
            case Compare(var name, var operator) ->
                comparisons(
                        operator,
                        moment -> new Subject(
                                lookup.value(name, Scene.ofTimeAlone(moment)), name instanceof Name.Property),
                        from);
            case Did did ->
                did.measures().stream()
                        .flatMap(measure -> measure.tests().stream()
                                .flatMap(test -> comparisons(
                                        test,
                                        moment -> truth.behaviour(Scene.ofTimeAlone(moment))
                                                .figure(did, measure),
                                        from)));
            default -> Stream.empty();
        };
    }

    private Stream<Comparison> comparisons(Operator operator, Function<Instant, Subject> subject, Instant from) {
        return switch (operator) {
            case Operator.Count(var tests) ->
                comparisons(
                        tests,
                        Passing.size(subject.apply(from).value()).stream().map(Value.Amount::of),
                        from);
            case Operator.Key(var _, var tests, var _) ->
                comparisons(tests, subject.apply(from).value().stream().flatMap(Moments::amounts), from);
            case Operator.Has(var wanted, var _, var _) -> comparisonsOfItems(subject.apply(from), wanted);
            case Operator.HasOnly(var wanted) -> comparisonsOfItems(subject.apply(from), List.of(wanted));
            default -> operator.comparands().stream().map(other -> comparison(subject, other));
        };
    }

    /** Each item with each that is wanted; the items do not move between two edges. */
    private Stream<Comparison> comparisonsOfItems(Subject list, List<Comparand> wanted) {
        return passing.items(list).flatMap(item -> wanted.stream().map(other -> comparison(_ -> item, other)));
    }

    /** Of sizes and of amounts under keys, which do not move between two edges. */
    private Stream<Comparison> comparisons(List<Operator> tests, Stream<Value.Amount> amounts, Instant from) {
        return amounts.map(Subject::of)
                .flatMap(amount -> tests.stream().flatMap(test -> comparisons(test, _ -> amount, from)));
    }

    private static Stream<Value.Amount> amounts(Value value) {
        return value instanceof Value.Tally tally
                ? tally.entries().stream().map(entry -> new Value.Amount(entry.amount()))
                : Stream.empty();
    }

    private Comparison comparison(Function<Instant, Subject> subject, Comparand other) {
        return moment -> passing.order(subject.apply(moment), other, Scene.ofTimeAlone(moment))
                .map(Integer::signum);
    }
}
