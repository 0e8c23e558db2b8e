package io.pharos.engine.testkit;

import io.pharos.engine.testkit.RandomConditions.Readable;
import io.pharos.model.Attribute.Definition;
import io.pharos.model.Attribute.Derivation.TopKey;
import io.pharos.model.Attribute.Scope;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Enrichment;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.When;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Workspace;
import io.pharos.model.Workspace.Badge.Change;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import io.pharos.model.Workspace.Visits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Consistent definitions of every kind. They are made in an order in which each reads only what was made before, and
 * written in another.
 */
final class RandomWorkspace {
    private static final List<Visits> VISITS = List.of(
            Visits.DEFAULT,
            new Visits(Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofHours(1)),
            new Visits(Duration.ofDays(1), Duration.ofHours(1), Duration.ofDays(2)));

    private final Chance chance;
    private final RandomValues values;
    private final RandomConditions conditions;
    private final Instant near;
    private final Map<String, Made> attributes = new LinkedHashMap<>();
    private final List<Condition> allMemberships = new ArrayList<>();

    private record Made(Scope scope, Type type) {}

    RandomWorkspace(Chance chance, RandomValues values, Instant near) {
        this.chance = chance;
        this.values = values;
        this.conditions = new RandomConditions(chance, values, near);
        this.near = near;
    }

    Workspace workspace() {
        var draft = Draft.workspace("random")
                .zone(chance.pick(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "Australia/Lord_Howe",
                        "Asia/Kathmandu",
                        "Pacific/Apia"))
                .visits(chance.pick(VISITS))
                .identifier("customer_id", Policy.SWITCH, Normaliser.TRIM, Normaliser.LOWERCASE)
                .identifier("email", Policy.MERGE, Normaliser.SHA256);
        var badges = chance.between(0, 5);
        var segments = chance.between(1, 5);
        for (var i = 0; i < badges; i++) {
            allMemberships.add(new Condition.Wears("badge_" + i));
        }
        for (var i = 0; i < segments; i++) {
            // Badges and segments are named apart only by their kind.
            allMemberships.add(new Condition.InSegment(chance.oneIn(2) ? "badge_" + i : "segment_" + i));
        }
        var written = new ArrayList<Written>();
        written.add(date());
        written.addAll(chance.some(0, 7, this::attribute));
        inAnyOrder(written).forEach(step -> step.accept(draft));
        inAnyOrder(memberships()).forEach(step -> step.accept(draft));
        conditions.rules().forEach((name, rule) -> draft.rule(name, rule.condition()));
        return draft.build();
    }

    /** A definition made, to be written down later. */
    private interface Written {
        void accept(Draft draft);
    }

    private List<Written> inAnyOrder(List<Written> definitions) {
        return chance.shuffled(definitions);
    }

    /** Dates are what time alone moves, so every workspace has one. */
    private Written date() {
        var made = new Made(Scope.VISITOR, Type.DATE);
        var readable = readableBy(nameOfNext(made), made);
        return written(
                made, Optional.empty(), new Definition.Written(chance.some(1, 2, () -> enrichment(made, readable))));
    }

    private Written attribute() {
        var tallies = attributes.entrySet().stream()
                .filter(attribute -> attribute.getValue().type() == Type.TALLY)
                .toList();
        if (!tallies.isEmpty() && chance.oneIn(3)) {
            var tally = chance.pick(tallies);
            return written(
                    new Made(tally.getValue().scope(), Type.STRING),
                    Optional.empty(),
                    new Definition.Derived(new TopKey(tally.getKey())));
        }
        var type = chance.pick(Type.values());
        var scope = chance.pick(Scope.VISITOR, Scope.VISITOR, Scope.VISIT, Scope.EVENT);
        if (type == Type.SET_OF_STRINGS || type == Type.TALLY) {
            scope = chance.pick(Scope.VISITOR, Scope.VISIT);
        }
        var made = new Made(scope, type);
        var name = nameOfNext(made);
        var readable = readableBy(name, made);
        var since = chance.oneIn(8)
                ? Optional.of(near.plus(Duration.ofHours(chance.between(0, 300))))
                : Optional.<Instant>empty();
        var enrichments = chance.some(1, 3, () -> enrichment(made, readable));
        return written(made, since, new Definition.Written(enrichments));
    }

    private String nameOfNext(Made made) {
        return made.type().name().toLowerCase(Locale.ROOT) + "_" + attributes.size();
    }

    private Written written(Made made, Optional<Instant> since, Definition definition) {
        var name = nameOfNext(made);
        attributes.put(name, made);
        return draft -> draft.attribute(made.scope(), name, made.type(), since, definition);
    }

    /** Attributes of an event are computed first, so they read only others of their kind; every attribute reads itself. */
    private Readable readableBy(String name, Made made) {
        var before = types(attributes.entrySet().stream()
                .filter(other -> made.scope() != Scope.EVENT || other.getValue().scope() == Scope.EVENT)
                .toList());
        before.put(name, made.type());
        return new Readable(before, allMemberships, true);
    }

    private static Map<String, Type> types(List<Map.Entry<String, Made>> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> attribute.getValue().type(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private Enrichment enrichment(Made made, Readable readable) {
        var when = made.scope() == Scope.EVENT || !chance.oneIn(3) ? When.ANY_EVENT : chance.pick(When.values());
        var condition = chance.oneIn(2) ? Optional.of(conditions.condition(readable)) : Optional.<Condition>empty();
        return new Enrichment(when, condition, operation(made.type(), readable));
    }

    private Operation operation(Type type, Readable readable) {
        if (chance.oneIn(8)) {
            return new Operation.Clear();
        }
        return switch (type) {
            case STRING, DATE -> new Operation.Set(operand(type, readable), chance.pick(Keep.values()));
            case BOOLEAN -> new Operation.Set(operand(type, readable), chance.pick(Keep.LAST, Keep.FIRST));
            case NUMBER ->
                switch (chance.between(0, 3)) {
                    case 0 -> new Operation.Set(operand(type, readable), chance.pick(Keep.values()));
                    case 1 -> new Operation.Decrease(operand(type, readable));
                    default -> new Operation.Increase(operand(type, readable));
                };
            case SET_OF_STRINGS ->
                switch (chance.between(0, 3)) {
                    case 0 -> new Operation.Set(operand(type, readable), chance.pick(Keep.LAST, Keep.FIRST));
                    case 1 -> new Operation.Remove(operand(type, readable));
                    default -> new Operation.Add(operand(type, readable));
                };
            case TALLY -> ofTally(readable);
        };
    }

    private Operation ofTally(Readable readable) {
        var tallies = named(readable, Type.TALLY);
        if (!tallies.isEmpty() && chance.oneIn(5)) {
            return new Operation.Set(chance.pick(tallies), chance.pick(Keep.LAST, Keep.FIRST));
        }
        if (chance.oneIn(5)) {
            return new Operation.RemoveKey(operand(Type.STRING, readable));
        }
        var by = chance.oneIn(3) ? new Operand.Named(new Name.Property("amounts")) : operand(Type.NUMBER, readable);
        return new Operation.IncreaseKeys(
                operand(chance.pick(Type.STRING, Type.SET_OF_STRINGS, Type.SET_OF_STRINGS), readable), by);
    }

    private Operand operand(Type type, Readable readable) {
        var others = named(readable, type);
        return switch (chance.between(0, 9)) {
            case 0, 1 -> new Operand.Constant(values.constant(type, near));
            case 2, 3 -> others.isEmpty() ? property(type) : chance.pick(others);
            case 4 -> new Operand.Named(new Name.Property(chance.pick(propertyNames())));
            case 5 ->
                type == Type.DATE || type == Type.STRING ? new Operand.Named(new Name.EventTime()) : property(type);
            case 6 -> type == Type.SET_OF_STRINGS ? listOfTexts(others) : property(type);
            default -> property(type);
        };
    }

    private Operand listOfTexts(List<Operand> sets) {
        return new Operand.ListOf(chance.some(1, 3, () -> switch (chance.between(0, 3)) {
            case 0 -> new Operand.Constant(values.constant(Type.STRING, near));
            case 1 -> sets.isEmpty() ? property(Type.SET_OF_STRINGS) : chance.pick(sets);
            default -> new Operand.Named(new Name.Property(chance.pick("label", "colour of day", "total")));
        }));
    }

    private Operand property(Type type) {
        var fitting = propertyNames().stream()
                .filter(name -> RandomValues.PROPERTIES.get(name) == type)
                .toList();
        return new Operand.Named(new Name.Property(chance.pick(fitting)));
    }

    private static List<String> propertyNames() {
        return List.copyOf(RandomValues.PROPERTIES.keySet());
    }

    private static List<Operand> named(Readable readable, Type type) {
        return readable.attributes().entrySet().stream()
                .filter(attribute -> attribute.getValue() == type)
                .<Operand>map(attribute -> new Operand.Named(new Name.OfAttribute(attribute.getKey())))
                .toList();
    }

    private List<Written> memberships() {
        var written = new ArrayList<Written>();
        var before = new ArrayList<Condition>();
        for (var membership : chance.shuffled(allMemberships)) {
            written.add(membership(membership, List.copyOf(before)));
            before.add(membership);
        }
        return written;
    }

    private Written membership(Condition membership, List<Condition> before) {
        var ofVisitor = types(attributes.entrySet().stream()
                .filter(attribute -> attribute.getValue().scope() != Scope.EVENT)
                .toList());
        return switch (membership) {
            case Condition.InSegment(var segment) -> {
                var readable = new Readable(ofVisitor, before, false);
                var condition = chance.oneIn(2) ? conditions.moving(readable) : conditions.condition(readable);
                yield draft -> draft.segment(segment, condition);
            }
            case Condition.Wears(var badge) -> {
                var readable = new Readable(types(List.copyOf(attributes.entrySet())), before, true);
                var assign = chance.oneIn(10) ? Optional.<Change>empty() : Optional.of(change(readable));
                var remove = chance.oneIn(2) ? Optional.<Change>empty() : Optional.of(change(readable));
                yield draft -> draft.badge(badge, assign, remove);
            }
            default -> throw new IllegalStateException("not a membership: " + membership);
        };
    }

    private Change change(Readable readable) {
        var when = chance.oneIn(2) ? Optional.<When>empty() : Optional.of(chance.pick(When.values()));
        return new Change(when, chance.oneIn(3) ? conditions.moving(readable) : conditions.condition(readable));
    }
}
