package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Readable.Age;
import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.About;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Compare;
import io.pharos.model.Name;
import io.pharos.model.Workspace.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions of every form; some of them become rules, and later conditions use those. */
final class RandomConditions {
    private static final int DEEPEST = 3;

    private final Chance chance;
    private final RandomOperators operators;
    private final RandomOperands operands;
    private final RandomBehaviour behaviour;
    private final List<KnownRule> rules = new ArrayList<>();

    RandomConditions(Chance chance, RandomValues values, RandomOperands operands, Instant near) {
        this.chance = chance;
        this.operands = operands;
        this.operators = new RandomOperators(chance, values, near);
        this.behaviour = new RandomBehaviour(chance, values, operands, operators, this::simple);
    }

    private record KnownRule(Rule rule, Readable readable) {}

    Map<String, Rule> rules() {
        var byName = new LinkedHashMap<String, Rule>();
        chance.shuffled(rules).forEach(known -> byName.put(known.rule().name(), known.rule()));
        return byName;
    }

    /** @param judging what the events of behaviour are judged by */
    Condition condition(Readable readable, Readable judging) {
        return condition(readable, judging, 1);
    }

    /** One that time alone moves, if there is something that does. */
    Condition moving(Readable readable, Readable judging) {
        return readable.attributes().isEmpty() || chance.oneIn(3)
                ? behaviour.behaviour(readable, judging)
                : compare(oneThatMoves(readable), readable);
    }

    private Known oneThatMoves(Readable readable) {
        var moved = readable.attributes().stream()
                .filter(known -> known.type() == Type.TIMELINE
                        || known.type() == Type.FUNNEL
                        || known.age() != Age.NONE
                        || known.isDerived())
                .toList();
        var dates = readable.of(Type.DATE);
        return moved.isEmpty() || chance.oneIn(4)
                ? chance.pick(dates.isEmpty() ? readable.attributes() : dates)
                : chance.pick(moved);
    }

    private Condition simple(Readable judging) {
        return condition(judging, judging, 2);
    }

    private Condition condition(Readable readable, Readable judging, int depth) {
        if (depth >= DEEPEST) {
            return leaf(readable, judging);
        }
        return switch (chance.between(0, 9)) {
            case 0, 1 -> new Condition.All(chance.some(0, 3, () -> condition(readable, judging, depth + 1)));
            case 2, 3 -> new Condition.Any(chance.some(1, 3, () -> condition(readable, judging, depth + 1)));
            case 4 -> new Condition.Not(condition(readable, judging, depth + 1));
            case 5 -> rule(readable, judging, depth);
            default -> leaf(readable, judging);
        };
    }

    private Condition rule(Readable readable, Readable judging, int depth) {
        var usable = rules.stream()
                .filter(known -> readable.covers(known.readable()))
                .map(KnownRule::rule)
                .toList();
        if (!usable.isEmpty() && chance.oneIn(2)) {
            return new Condition.RuleHolds(chance.pick(usable).name());
        }
        var condition = condition(readable, judging, depth + 1);
        var name = "rule_" + rules.size();
        rules.add(new KnownRule(new Rule(name, condition, new About(name, "", List.of())), readable));
        return new Condition.RuleHolds(name);
    }

    private Condition leaf(Readable readable, Readable judging) {
        if (!readable.memberships().isEmpty() && chance.oneIn(5)) {
            return chance.pick(readable.memberships());
        }
        if (readable.behaviour() && chance.oneIn(5)) {
            return behaviour.behaviour(readable, judging);
        }
        if (chance.oneIn(15)) {
            return new Compare(operands.identifier(), operators.of(Type.STRING, Age.NONE, readable));
        }
        if (!readable.attributes().isEmpty() && !(readable.event() && chance.oneIn(3))) {
            return compare(chance.pick(readable.attributes()), readable);
        }
        return readable.event() ? ofEvent(readable) : new Condition.All(List.of());
    }

    Condition compare(Known attribute, Readable readable) {
        return new Compare(attribute.named(), operators.of(attribute, readable));
    }

    private Condition ofEvent(Readable readable) {
        return switch (chance.between(0, 5)) {
            case 0, 1 -> new Condition.EventNamed(chance.some(1, 2, () -> chance.pick(RandomValues.EVENT_NAMES)));
            case 2 -> new Compare(new Name.EventTime(), operators.of(Type.DATE, Age.NONE, readable));
            case 3 -> new Condition.FromImport(chance.oneIn(2));
            default -> {
                var property = chance.pick(List.copyOf(RandomValues.PROPERTIES.keySet()));
                var types = List.copyOf(RandomValues.PROPERTIES.values());
                var type = chance.oneIn(4) ? chance.pick(types) : RandomValues.PROPERTIES.get(property);
                yield new Compare(new Name.Property(property), operators.of(type, Age.NONE, readable));
            }
        };
    }
}
