package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Readable.Age;
import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Shape;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Expression;
import io.pharos.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Attributes of every type, each of which reads only itself and those made before. */
final class RandomAttributes {
    /** Each world knows more of one of these, so that its definitions have much to do with each other. */
    private static final List<List<Type>> THEMES = List.of(
            List.of(Type.values()),
            List.of(Type.TIMELINE, Type.TALLY),
            List.of(Type.TIMELINE, Type.NUMBER),
            List.of(Type.FUNNEL, Type.DATE),
            List.of(Type.TALLY, Type.SET_OF_STRINGS),
            List.of(Type.TALLY, Type.LIST_OF_STRINGS, Type.STRING),
            List.of(Type.LIST_OF_NUMBERS, Type.LIST_OF_BOOLEANS, Type.LIST_OF_STRINGS));

    /** Numbers most of all: they have most forms. */
    private static final List<Type> DERIVED = List.of(
            Type.NUMBER,
            Type.NUMBER,
            Type.NUMBER,
            Type.NUMBER,
            Type.NUMBER,
            Type.NUMBER,
            Type.STRING,
            Type.STRING,
            Type.TALLY,
            Type.TALLY,
            Type.SET_OF_STRINGS,
            Type.LIST_OF_STRINGS,
            Type.LIST_OF_NUMBERS,
            Type.LIST_OF_BOOLEANS,
            Type.DATE);

    private static final Set<Type> LASTING = Set.of(Type.SET_OF_STRINGS, Type.TALLY, Type.TIMELINE, Type.FUNNEL);

    private final Chance chance;
    private final RandomValues values;
    private final RandomConditions conditions;
    private final RandomOperands operands;
    private final RandomExpressions expressions;
    private final RandomOperations operations;
    private final List<Condition> memberships;
    private final Instant near;
    private final List<Type> theme;
    private final List<Known> made = new ArrayList<>();

    /** @param memberships all there will be: enrichments see them as they were before */
    RandomAttributes(
            Chance chance,
            RandomValues values,
            RandomConditions conditions,
            RandomOperands operands,
            List<Condition> memberships,
            Instant near) {
        this.chance = chance;
        this.values = values;
        this.conditions = conditions;
        this.operands = operands;
        this.expressions = new RandomExpressions(chance, values, operands);
        this.operations = new RandomOperations(chance, operands, expressions);
        this.memberships = memberships;
        this.near = near;
        this.theme = chance.pick(THEMES);
    }

    /** A definition made, to be written down later. */
    interface Written {
        void accept(Draft draft);
    }

    List<Known> made() {
        return List.copyOf(made);
    }

    /** Dates are what time alone moves most. */
    Written date() {
        return written(Scope.VISITOR, Type.DATE);
    }

    Written attribute() {
        if (chance.between(0, 4) < 2) {
            return derived();
        }
        var type = chance.oneIn(3) ? chance.pick(Type.values()) : chance.pick(theme);
        return written(
                LASTING.contains(type)
                        ? chance.pick(Scope.VISITOR, Scope.VISITOR, Scope.VISIT)
                        : chance.pick(Scope.VISITOR, Scope.VISITOR, Scope.VISIT, Scope.EVENT),
                type);
    }

    private Written derived() {
        var readable = new Readable(made, List.of(), false, false);
        var type = chance.pick(DERIVED);
        var expression = expressions.derived(type, readable);
        // One that follows from nothing but constants teaches little.
        while (Uses.of(expression).findAny().isEmpty() && !chance.oneIn(10)) {
            type = chance.pick(DERIVED);
            expression = expressions.derived(type, readable);
        }
        return derived(type, expression, readable);
    }

    private Written derived(Type type, Expression expression, Readable readable) {
        var age = RandomExpressions.age(expression, readable);
        // What moves at every moment would turn halfway between two whole numbers, which nobody means.
        var mayBeWhole = (type == Type.NUMBER || type == Type.TALLY) && age != Age.ALWAYS;
        var shape = mayBeWhole && chance.oneIn(8) ? new Shape.Whole() : Shape.PLAIN;
        var known = new Known(
                "derived_" + name(type),
                chance.pick(Scope.VISITOR, Scope.VISITOR, Scope.VISIT),
                type,
                shape,
                age,
                List.of());
        made.add(known);
        return draft -> draft.derived(known.scope(), known.name(), type, shape, expression);
    }

    private String name(Type type) {
        return type.name().toLowerCase(Locale.ROOT) + "_" + made.size();
    }

    private Written written(Scope scope, Type type) {
        // Attributes of an event are computed first, so they read only others of their kind.
        var before = made.stream()
                .filter(other -> scope != Scope.EVENT || other.scope() == Scope.EVENT)
                .toList();
        var judging = new Readable(before, List.of(), true, false);
        List<Capture> captured = type == Type.TIMELINE ? operands.captures(judging) : List.of();
        var known = new Known(name(type), scope, type, shape(type), Age.NONE, captured);
        var all = new ArrayList<>(before);
        all.add(known);
        var readable = new Readable(all, memberships, true, true);
        var since = chance.oneIn(8)
                ? Optional.of(near.plus(Duration.ofHours(chance.between(0, 300))))
                : Optional.<Instant>empty();
        var definition = new Definition.Written(
                known.shape() instanceof Shape.Funnel funnel
                        ? funnel(funnel, readable, judging)
                        : enrichments(known, readable, judging));
        made.add(known);
        return draft -> draft.attribute(scope, known.name(), type, known.shape(), since, definition);
    }

    private Shape shape(Type type) {
        return switch (type) {
            case NUMBER, TALLY -> chance.oneIn(4) ? new Shape.Whole() : Shape.PLAIN;
            case TIMELINE -> new Shape.Timeline(span(), chance.pick(2, 3, 1000));
            case FUNNEL ->
                new Shape.Funnel(
                        IntStream.rangeClosed(1, chance.between(2, 4))
                                .mapToObj(number -> new Shape.Funnel.Step("step_" + number, !chance.oneIn(3)))
                                .toList(),
                        span());
            case STRING, BOOLEAN, DATE, SET_OF_STRINGS, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS ->
                Shape.PLAIN;
        };
    }

    private Optional<Span> span() {
        return chance.oneIn(3) ? Optional.empty() : Optional.of(values.span());
    }

    /** Mostly, the first one writes something at many events. */
    private List<Enrichment> enrichments(Known attribute, Readable readable, Readable judging) {
        var enrichments = new ArrayList<Enrichment>();
        if (!chance.oneIn(4)) {
            var condition = chance.oneIn(2)
                    ? Optional.<Condition>empty()
                    : Optional.<Condition>of(
                            new Condition.EventNamed(chance.some(1, 3, () -> chance.pick(RandomValues.EVENT_NAMES))));
            enrichments.add(new Enrichment(When.ANY_EVENT, condition, operations.filling(attribute, readable)));
        }
        enrichments.addAll(
                chance.some(enrichments.isEmpty() ? 1 : 0, 3, () -> enrichment(attribute, readable, judging)));
        return enrichments;
    }

    private Enrichment enrichment(Known attribute, Readable readable, Readable judging) {
        return new Enrichment(
                when(attribute.scope()),
                chance.oneIn(2) ? Optional.of(conditions.condition(readable, judging)) : Optional.empty(),
                operations.operation(attribute, readable));
    }

    private When when(Scope scope) {
        return scope == Scope.EVENT || !chance.oneIn(3) ? When.ANY_EVENT : chance.pick(When.values());
    }

    /** Perhaps something that lets it start anew, then its steps, mostly at an event of some name. */
    private List<Enrichment> funnel(Shape.Funnel funnel, Readable readable, Readable judging) {
        var enrichments = new ArrayList<Enrichment>();
        if (chance.oneIn(3)) {
            enrichments.add(new Enrichment(
                    when(Scope.VISITOR), Optional.of(conditions.condition(readable, judging)), new Operation.Clear()));
        }
        for (var number = 0; number < funnel.steps().size(); number++) {
            var condition = chance.oneIn(3)
                    ? conditions.condition(readable, judging)
                    : new Condition.EventNamed(List.of(chance.pick(RandomValues.EVENT_NAMES)));
            enrichments.add(new Enrichment(
                    chance.oneIn(6) ? When.VISIT_ENDED : When.ANY_EVENT,
                    Optional.of(condition),
                    new Operation.Step(number, operands.captures(judging))));
        }
        return enrichments;
    }
}
