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
                compare.operator().comparands().forEach(this::add);
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

    /** The other attributes that something is compared with. */
    static Set<String> comparands(Operator operator) {
        var dependencies = new Dependencies();
        operator.comparands().forEach(dependencies::add);
        return dependencies.attributes;
    }

    private void add(Comparand comparand) {
        if (comparand instanceof Comparand.OtherAttribute(var attribute, var _)) {
            attributes.add(attribute);
        }
    }
}
