package io.pharos.engine;

import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a condition reads, rules written out. Filled by {@link #of}. */
final class Dependencies {
    final Set<String> attributes = new LinkedHashSet<>();
    final Set<String> properties = new LinkedHashSet<>();
    final Set<String> badges = new LinkedHashSet<>();
    final Set<String> segments = new LinkedHashSet<>();
    final List<Condition.Compare> comparisons = new ArrayList<>();
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
            case Condition.EventNamed _ -> event = true;
            case Condition.RuleHolds(var rule) -> add(checks.rule(rule), checks);
            case Condition.Wears(var badge) -> badges.add(badge);
            case Condition.InSegment(var segment) -> segments.add(segment);
            case Condition.Compare compare -> {
                comparisons.add(compare);
                add(compare.name());
                addComparands(compare.operator());
            }
        }
    }

    void add(Name name) {
        switch (name) {
            case Name.Property(var property) -> {
                properties.add(property);
                event = true;
            }
            case Name.OfAttribute(var attribute) -> attributes.add(attribute);
            case Name.EventTime _ -> event = true;
        }
    }

    private void addComparands(Operator operator) {
        switch (operator) {
            case Operator.Is(var other, var _) -> add(other);
            case Operator.IsNot(var other, var _) -> add(other);
            case Operator.Ordered(var _, var other) -> add(other);
            case Operator.Between(var least, var greatest) -> {
                add(least);
                add(greatest);
            }
            case Operator.Count(var tests) -> tests.forEach(this::addComparands);
            case Operator.Key(var _, var tests) -> tests.forEach(this::addComparands);
            case Operator.In _,
                    Operator.Contains _,
                    Operator.StartsWith _,
                    Operator.EndsWith _,
                    Operator.Matches _,
                    Operator.Exists _,
                    Operator.Within _,
                    Operator.OnDay _,
                    Operator.Has _ -> {}
        }
    }

    /** The other attributes that something is compared with. */
    static Set<String> comparands(Operator operator) {
        var dependencies = new Dependencies();
        dependencies.addComparands(operator);
        return dependencies.attributes;
    }

    private void add(Comparand comparand) {
        if (comparand instanceof Comparand.OtherAttribute(var attribute, var _)) {
            attributes.add(attribute);
        }
    }
}
