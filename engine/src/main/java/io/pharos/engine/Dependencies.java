package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What definitions read, rules written out. */
final class Dependencies {
    final Set<String> attributes = new LinkedHashSet<>();
    final Set<String> properties = new LinkedHashSet<>();
    final Set<String> badges = new LinkedHashSet<>();
    final Set<String> segments = new LinkedHashSet<>();
    /** Their kinds. */
    final Set<String> identifiers = new LinkedHashSet<>();

    final List<Condition.Compare> comparisons = new ArrayList<>();
    final List<Condition> behaviours = new ArrayList<>();
    boolean event;

    static Dependencies of(Condition condition, Checks checks) {
        var dependencies = new Dependencies();
        dependencies.add(condition, checks);
        return dependencies;
    }

    void add(Condition condition, Checks checks) {
        switch (condition) {
            case Condition.All(var conditions) -> conditions.forEach(inner -> add(inner, checks));
            case Condition.Any(var conditions) -> conditions.forEach(inner -> add(inner, checks));
            case Condition.Not(var negated) -> add(negated, checks);
            case Condition.EventNamed _, Condition.FromImport _ -> event = true;
            case Condition.RuleHolds(var rule) -> add(checks.rule(rule), checks);
            case Condition.Wears(var badge) -> badges.add(badge);
            case Condition.InSegment(var segment) -> segments.add(segment);
            case Condition.Did did -> {
                behaviours.add(did);
                attributes.addAll(checks.behaviours().of(did));
                did.measures().forEach(measure -> measure.tests().forEach(this::add));
            }
            case Condition.Sequence sequence -> {
                behaviours.add(sequence);
                attributes.addAll(checks.behaviours().of(sequence));
            }
            case Condition.Compare compare -> {
                comparisons.add(compare);
                add(compare.name());
                add(compare.operator());
            }
        }
    }

    void add(Enrichment enrichment, Checks checks) {
        enrichment.condition().ifPresent(condition -> add(condition, checks));
        switch (enrichment.operation()) {
            case Operation.Set(var to, var _) -> add(to);
            case Operation.Clear _, Operation.Lowercase _ -> {}
            case Operation.Increase(var by) -> add(by);
            case Operation.Decrease(var by) -> add(by);
            case Operation.Add(var from) -> add(from);
            case Operation.Remove(var item, var _) -> add(item);
            case Operation.IncreaseKeys(var keys, var by) -> {
                add(keys);
                add(by);
            }
            case Operation.RemoveKey(var key) -> add(key);
            case Operation.Split(var shares) -> shares.forEach(share -> add(share.to()));
            case Operation.RecordEntry(var at, var capture) -> {
                add(at);
                capture.forEach(captured -> add(captured.name()));
            }
            case Operation.Step(var _, var capture) -> capture.forEach(captured -> add(captured.name()));
        }
    }

    void add(Name name) {
        switch (name) {
            case Name.Property(var property) -> {
                properties.add(property);
                event = true;
            }
            case Name.OfAttribute(var attribute) -> attributes.add(attribute);
            case Name.OfIdentifier(var kind) -> identifiers.add(kind);
            case Name.EventTime _ -> event = true;
        }
    }

    void add(Operand operand) {
        switch (operand) {
            case Operand.Named(var name) -> add(name);
            case Operand.Constant _ -> {}
            case Operand.ListOf(var items) -> items.forEach(this::add);
        }
    }

    void add(Expression expression) {
        switch (expression) {
            case Expression.Of(var operand) -> add(operand);
            case Expression.Arithmetic(var _, var operands) -> operands.forEach(this::add);
            case Expression.Aggregate(var _, var list) -> add(list);
            case Expression.CountOf(var counted) -> add(counted);
            case Expression.Join(var parts, var _) -> parts.forEach(this::add);
            case Expression.Format(var date, var _, var _) -> add(date);
            case Expression.Parse(var text, var _, var _) -> add(text);
            case Expression.OfEpoch(var number, var _) -> add(number);
            case Expression.Between(var from, var to, var _, var _) -> {
                add(from);
                add(to);
            }
            case Expression.Elapsed(var since, var _, var _) -> add(since);
            case Expression.ChangeIn(var of, var _) -> add(of);
            case Expression.Without(var items, var without) -> {
                add(items);
                add(without);
            }
            case Expression.Pairs(var keys, var values) -> {
                add(keys);
                add(values);
            }
            case Expression.TopKey(var tally) -> attributes.add(tally);
            case Expression.TopKeys(var tally, var _) -> attributes.add(tally);
            case Expression.KeysAbove(var tally, var _) -> attributes.add(tally);
            case Expression.ValueOf(var tally, var key) -> {
                attributes.add(tally);
                add(key);
            }
            case Expression.Rolling(var _, var timeline, var _, var _) -> attributes.add(timeline);
            case Expression.LongestGap(var timeline, var _, var _) -> attributes.add(timeline);
        }
    }

    private void add(Operator operator) {
        event |= operator instanceof Operator.Changed;
        operator.comparands().forEach(this::add);
    }

    /** The comparisons and behaviours that are asked about. */
    Stream<Condition> conditions() {
        return Stream.concat(comparisons.stream(), behaviours.stream());
    }

    /** The other attributes that something is compared with. */
    static Set<String> comparands(Operator operator) {
        var dependencies = new Dependencies();
        dependencies.add(operator);
        return dependencies.attributes;
    }

    private void add(Comparand comparand) {
        if (comparand instanceof Comparand.OtherAttribute(var attribute, var _)) {
            attributes.add(attribute);
        }
    }
}
