package io.pharos.engine.testkit;

import com.google.re2j.Pattern;
import io.pharos.model.About;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Name;
import io.pharos.model.Operator;
import io.pharos.model.Operator.Comparand;
import io.pharos.model.Operator.Comparison;
import io.pharos.model.Workspace.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions of every form; some of them become rules, and later conditions use those. */
final class RandomConditions {
    private static final int DEEPEST = 3;

    private final Chance chance;
    private final RandomValues values;
    private final Instant near;
    private final List<KnownRule> rules = new ArrayList<>();

    RandomConditions(Chance chance, RandomValues values, Instant near) {
        this.chance = chance;
        this.values = values;
        this.near = near;
    }

    /**
     * What a condition may read, so that nothing goes round in a circle.
     *
     * @param memberships badges and segments, as the conditions that ask for them
     * @param event whether it may read the event
     */
    record Readable(Map<String, Type> attributes, List<Condition> memberships, boolean event) {
        boolean covers(Readable other) {
            return attributes.keySet().containsAll(other.attributes.keySet())
                    && memberships.containsAll(other.memberships)
                    && (event || !other.event);
        }
    }

    private record KnownRule(Rule rule, Readable readable) {}

    Map<String, Rule> rules() {
        var byName = new LinkedHashMap<String, Rule>();
        chance.shuffled(rules).forEach(known -> byName.put(known.rule().name(), known.rule()));
        return byName;
    }

    Condition condition(Readable readable) {
        return condition(readable, 1);
    }

    /** One that time alone moves, if there is a date to read. */
    Condition moving(Readable readable) {
        var dates = named(readable, Type.DATE);
        return dates.isEmpty()
                ? condition(readable)
                : compare(new Name.OfAttribute(chance.pick(dates)), Type.DATE, readable);
    }

    private Condition condition(Readable readable, int depth) {
        if (depth >= DEEPEST) {
            return leaf(readable);
        }
        return switch (chance.between(0, 9)) {
            case 0, 1 -> new Condition.All(chance.some(0, 3, () -> condition(readable, depth + 1)));
            case 2, 3 -> new Condition.Any(chance.some(1, 3, () -> condition(readable, depth + 1)));
            case 4 -> new Condition.Not(condition(readable, depth + 1));
            case 5 -> rule(readable, depth);
            default -> leaf(readable);
        };
    }

    private Condition rule(Readable readable, int depth) {
        var usable = rules.stream()
                .filter(known -> readable.covers(known.readable()))
                .map(KnownRule::rule)
                .toList();
        if (!usable.isEmpty() && chance.oneIn(2)) {
            return new Condition.RuleHolds(chance.pick(usable).name());
        }
        var condition = condition(readable, depth + 1);
        var name = "rule_" + rules.size();
        rules.add(new KnownRule(new Rule(name, condition, new About(name, "", List.of())), readable));
        return new Condition.RuleHolds(name);
    }

    private Condition leaf(Readable readable) {
        if (!readable.memberships().isEmpty() && chance.oneIn(4)) {
            return chance.pick(readable.memberships());
        }
        if (!readable.attributes().isEmpty() && !(readable.event() && chance.oneIn(3))) {
            var attribute = chance.pick(List.copyOf(readable.attributes().keySet()));
            return compare(
                    new Name.OfAttribute(attribute), readable.attributes().get(attribute), readable);
        }
        if (!readable.event()) {
            return new Condition.All(List.of());
        }
        return switch (chance.between(0, 4)) {
            case 0, 1 -> new Condition.EventNamed(chance.some(1, 2, () -> chance.pick(RandomValues.EVENT_NAMES)));
            case 2 -> compare(new Name.EventTime(), Type.DATE, readable);
            default -> {
                var property = chance.pick(List.copyOf(RandomValues.PROPERTIES.keySet()));
                var type = chance.oneIn(4) ? chance.pick(Type.values()) : RandomValues.PROPERTIES.get(property);
                yield compare(new Name.Property(property), type, readable);
            }
        };
    }

    private static List<String> named(Readable readable, Type type) {
        return readable.attributes().entrySet().stream()
                .filter(attribute -> attribute.getValue() == type)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Condition compare(Name name, Type type, Readable readable) {
        return new Condition.Compare(name, operator(type, readable));
    }

    private Operator operator(Type type, Readable readable) {
        if (chance.oneIn(10)) {
            return new Operator.Exists(chance.oneIn(2));
        }
        return switch (type) {
            case STRING -> ofText(readable);
            case NUMBER -> ofNumber(readable);
            case BOOLEAN -> ofFlag(readable);
            case DATE -> ofDate(readable);
            case SET_OF_STRINGS -> ofSet(readable);
            case TALLY ->
                chance.oneIn(2)
                        ? new Operator.Key(text(), chance.some(0, 2, () -> ofNumber(readable)))
                        : ofSet(readable);
        };
    }

    private Operator ofText(Readable readable) {
        var ignoreCase = chance.oneIn(3);
        return switch (chance.between(0, 6)) {
            case 0 -> new Operator.Is(comparand(Type.STRING, readable), ignoreCase);
            case 1 -> new Operator.IsNot(comparand(Type.STRING, readable), ignoreCase);
            case 2 -> new Operator.In(chance.some(1, 3, () -> values.constant(Type.STRING, near)), ignoreCase);
            case 3 -> new Operator.Contains(text(), ignoreCase);
            case 4 -> new Operator.StartsWith(text(), ignoreCase);
            case 5 -> new Operator.EndsWith(text(), ignoreCase);
            default -> new Operator.Matches(Pattern.compile(chance.pick("^go", "(?i)gold", "[0-9]{2}", "^$", ".")));
        };
    }

    private Operator ofNumber(Readable readable) {
        return switch (chance.between(0, 5)) {
            case 0 -> new Operator.Is(comparand(Type.NUMBER, readable), false);
            case 1 -> new Operator.IsNot(comparand(Type.NUMBER, readable), false);
            case 2 -> new Operator.In(chance.some(1, 3, () -> values.constant(Type.NUMBER, near)), false);
            case 3 -> new Operator.Between(comparand(Type.NUMBER, readable), comparand(Type.NUMBER, readable));
            default -> new Operator.Ordered(chance.pick(Comparison.values()), comparand(Type.NUMBER, readable));
        };
    }

    private Operator ofFlag(Readable readable) {
        return chance.oneIn(2)
                ? new Operator.Is(comparand(Type.BOOLEAN, readable), false)
                : new Operator.IsNot(comparand(Type.BOOLEAN, readable), false);
    }

    private Operator ofDate(Readable readable) {
        return switch (chance.between(0, 7)) {
            case 0, 1 -> new Operator.Within(values.span());
            case 2 ->
                new Operator.OnDay(near.atZone(ZoneOffset.UTC).toLocalDate().plusDays(chance.between(-2, 40)));
            case 3 -> new Operator.Between(comparand(Type.DATE, readable), comparand(Type.DATE, readable));
            case 4 -> new Operator.Is(comparand(Type.DATE, readable), false);
            default -> new Operator.Ordered(chance.pick(Comparison.values()), comparand(Type.DATE, readable));
        };
    }

    private Operator ofSet(Readable readable) {
        var ignoreCase = chance.oneIn(3);
        return switch (chance.between(0, 3)) {
            case 0 -> new Operator.Contains(text(), ignoreCase);
            case 1 -> new Operator.Count(chance.some(0, 2, () -> ofNumber(readable)));
            default -> new Operator.Has(chance.some(1, 3, this::text), chance.oneIn(2), ignoreCase);
        };
    }

    private String text() {
        return chance.oneIn(4) ? chance.pick("0", "1", "2", "true") : chance.pick(RandomValues.TEXTS);
    }

    private Comparand comparand(Type type, Readable readable) {
        if (type == Type.DATE && !chance.oneIn(4)) {
            return new Comparand.Ago(values.span());
        }
        var others = named(readable, type);
        if (!others.isEmpty() && chance.oneIn(3)) {
            var times = chance.pick(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("0.05"));
            return new Comparand.OtherAttribute(chance.pick(others), type == Type.NUMBER ? times : BigDecimal.ONE);
        }
        return new Comparand.Constant(values.constant(type, near));
    }
}
