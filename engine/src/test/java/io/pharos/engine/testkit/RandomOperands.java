package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Capture;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** What enrichments and derived attributes work with. */
final class RandomOperands {
    private final Chance chance;
    private final RandomValues values;
    private final Instant near;

    RandomOperands(Chance chance, RandomValues values, Instant near) {
        this.chance = chance;
        this.values = values;
        this.near = near;
    }

    /** One that is mostly what is asked for. */
    Operand operand(Type type, Readable readable) {
        return readable.event() ? ofEvent(type, readable) : ofPerson(type, readable);
    }

    private Operand ofPerson(Type type, Readable readable) {
        var others = readable.of(type);
        if (type == Type.STRING && chance.oneIn(6)) {
            return new Operand.Named(identifier());
        }
        return others.isEmpty() || chance.oneIn(4)
                ? new Operand.Constant(values.constant(type, near))
                : named(chance.pick(others));
    }

    private static boolean isConstant(Type type) {
        return switch (type) {
            case STRING, NUMBER, BOOLEAN, DATE, SET_OF_STRINGS, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS ->
                true;
            case TALLY, TIMELINE, FUNNEL -> false;
        };
    }

    private Operand ofEvent(Type type, Readable readable) {
        var others = readable.of(type);
        return switch (chance.between(0, 10)) {
            case 0, 1 -> isConstant(type) ? new Operand.Constant(values.constant(type, near)) : property(type);
            case 2, 3, 4 -> others.isEmpty() ? property(type) : named(chance.pick(others));
            case 5 -> new Operand.Named(new Name.Property(chance.pick(propertyNames())));
            case 6 ->
                switch (type) {
                    case DATE -> new Operand.Named(new Name.EventTime());
                    case STRING -> new Operand.Named(chance.pick(new Name.EventTime(), identifier()));
                    default -> property(type);
                };
            case 7 -> type == Type.SET_OF_STRINGS || type == Type.LIST_OF_STRINGS ? list(readable) : property(type);
            default -> property(type);
        };
    }

    Name identifier() {
        return new Name.OfIdentifier(chance.pick("email", "customer_id"));
    }

    private Operand list(Readable readable) {
        var sets = readable.of(Type.SET_OF_STRINGS, Type.LIST_OF_STRINGS, Type.LIST_OF_NUMBERS);
        return new Operand.ListOf(chance.some(1, 3, () -> switch (chance.between(0, 3)) {
            case 0 -> new Operand.Constant(values.constant(Type.STRING, near));
            case 1 -> sets.isEmpty() ? property(Type.SET_OF_STRINGS) : named(chance.pick(sets));
            default -> new Operand.Named(new Name.Property(chance.pick("label", "colour of day", "total")));
        }));
    }

    private static Operand named(Known known) {
        return new Operand.Named(known.named());
    }

    Operand property(Type type) {
        return new Operand.Named(propertyName(type));
    }

    Name propertyName(Type type) {
        if (type == Type.NUMBER && !chance.oneIn(6)) {
            return new Name.Property(chance.pick("total", "quantity"));
        }
        var alike = type == Type.SET_OF_STRINGS ? Type.LIST_OF_STRINGS : type;
        var fitting = propertyNames().stream()
                .filter(name -> RandomValues.PROPERTIES.get(name) == alike)
                .toList();
        return new Name.Property(chance.pick(fitting.isEmpty() ? propertyNames() : fitting));
    }

    private static List<String> propertyNames() {
        return List.copyOf(RandomValues.PROPERTIES.keySet());
    }

    /** Properties, attributes and what else there is, each under a field of its own. */
    List<Capture> captures(Readable readable) {
        var captures = new LinkedHashMap<String, Capture>();
        for (var name : chance.some(0, 3, () -> captured(readable))) {
            captures.put(Definitions.field(name), new Capture(Definitions.field(name), name));
        }
        return new ArrayList<>(captures.values());
    }

    private Name captured(Readable readable) {
        var known = readable.attributes().stream()
                .filter(attribute -> attribute.type() != Type.TIMELINE && attribute.type() != Type.FUNNEL)
                .toList();
        var tallies = readable.of(Type.TALLY);
        return switch (chance.between(0, 6)) {
            case 0, 1 ->
                known.isEmpty() ? new Name.EventTime() : chance.pick(known).named();
            case 2, 3 ->
                tallies.isEmpty()
                        ? propertyName(Type.NUMBER)
                        : chance.pick(tallies).named();
            case 4 ->
                chance.pick(identifier(), propertyName(chance.pick(List.copyOf(RandomValues.PROPERTIES.values()))));
            default -> propertyName(Type.NUMBER);
        };
    }
}
