package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Readable.Known;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Enrichment.Share;
import io.pharos.model.Expression;
import io.pharos.model.Name;
import io.pharos.model.Operand;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** Operations of every form that fit an attribute; the steps of funnels aside. */
final class RandomOperations {
    private static final List<List<BigDecimal>> SHARES = Stream.of(
                    List.of("50", "50"), List.of("10", "89.9", "0.1"), List.of("33.4", "33.3", "33.3"), List.of("100"))
            .map(shares -> shares.stream().map(BigDecimal::new).toList())
            .toList();

    private final Chance chance;
    private final RandomOperands operands;
    private final RandomExpressions expressions;

    RandomOperations(Chance chance, RandomOperands operands, RandomExpressions expressions) {
        this.chance = chance;
        this.operands = operands;
        this.expressions = expressions;
    }

    /** One that makes a value where there is none. */
    Operation filling(Known attribute, Readable readable) {
        var operation = operation(attribute, readable);
        return switch (operation) {
            case Operation.Clear _, Operation.Remove _, Operation.RemoveKey _, Operation.Lowercase _ ->
                filling(attribute, readable);
            default -> operation;
        };
    }

    Operation operation(Known attribute, Readable readable) {
        var type = attribute.type();
        if (chance.oneIn(10)) {
            return new Operation.Clear();
        }
        return switch (type) {
            case STRING ->
                switch (chance.between(0, 5)) {
                    case 0 -> new Operation.Lowercase();
                    case 1 -> split(readable);
                    default -> set(type, readable, Keep.values());
                };
            case DATE -> set(type, readable, Keep.values());
            case BOOLEAN -> set(type, readable, Keep.LAST, Keep.FIRST);
            case NUMBER ->
                switch (chance.between(0, 4)) {
                    case 0, 1 -> set(type, readable, Keep.values());
                    case 2 -> new Operation.Decrease(operands.operand(type, readable));
                    default -> new Operation.Increase(operands.operand(type, readable));
                };
            case SET_OF_STRINGS, LIST_OF_STRINGS, LIST_OF_NUMBERS, LIST_OF_BOOLEANS -> ofItems(type, readable);
            case TALLY -> ofTally(readable);
            case TIMELINE ->
                new Operation.RecordEntry(
                        chance.oneIn(2)
                                ? operands.operand(Type.DATE, readable)
                                : new Operand.Named(new Name.EventTime()),
                        attribute.captured());
            case FUNNEL -> new Operation.Clear();
        };
    }

    private Operation set(Type type, Readable readable, Keep... keeps) {
        return new Operation.Set(expressions.set(type, readable), chance.pick(keeps));
    }

    private Operation split(Readable readable) {
        return new Operation.Split(chance.pick(SHARES).stream()
                .map(percent -> new Share(operands.operand(Type.STRING, readable), percent))
                .toList());
    }

    private Operation ofItems(Type type, Readable readable) {
        return switch (chance.between(0, 8)) {
            case 0, 1 -> set(type, readable, Keep.LAST, Keep.LAST, Keep.FIRST);
            case 2, 3, 8 ->
                new Operation.Remove(
                        operands.operand(itemOrAll(type), readable),
                        type == Type.SET_OF_STRINGS
                                ? Occurrences.ALL
                                : chance.pick(Occurrences.ALL, Occurrences.FIRST, Occurrences.LAST, Occurrences.LAST));
            case 4 ->
                type == Type.SET_OF_STRINGS || type == Type.LIST_OF_STRINGS
                        ? new Operation.Lowercase()
                        : new Operation.Add(operands.operand(type, readable));
            default -> new Operation.Add(operands.operand(itemOrAll(type), readable));
        };
    }

    private Type itemOrAll(Type type) {
        return switch (type) {
            case LIST_OF_NUMBERS -> chance.pick(Type.NUMBER, type);
            case LIST_OF_BOOLEANS -> chance.pick(Type.BOOLEAN, type);
            default -> chance.pick(Type.STRING, Type.LIST_OF_STRINGS, Type.LIST_OF_STRINGS);
        };
    }

    private Operation ofTally(Readable readable) {
        var tallies = readable.of(Type.TALLY);
        return switch (chance.between(0, 10)) {
            case 0, 1 ->
                tallies.isEmpty() || chance.oneIn(2)
                        ? new Operation.Set(expressions.set(Type.TALLY, readable), Keep.LAST)
                        : new Operation.Set(
                                new Expression.Of(
                                        new Operand.Named(chance.pick(tallies).named())),
                                chance.pick(Keep.LAST, Keep.FIRST));
            case 2 ->
                new Operation.RemoveKey(operands.operand(chance.pick(Type.STRING, Type.LIST_OF_STRINGS), readable));
            case 5 ->
                tallies.isEmpty()
                        ? increase(Type.SET_OF_STRINGS, readable)
                        : new Operation.IncreaseKeys(
                                new Operand.Named(chance.pick(tallies).named()),
                                operands.operand(Type.NUMBER, readable));
            case 6, 7 -> increase(named(Type.SET_OF_STRINGS, readable), readable);
            default -> increase(chance.pick(Type.STRING, Type.LIST_OF_STRINGS), readable);
        };
    }

    /** Of a set all keys are increased at once, of a list one after the other. */
    private Operand named(Type type, Readable readable) {
        var known = readable.of(type);
        return known.isEmpty()
                ? operands.operand(type, readable)
                : new Operand.Named(chance.pick(known).named());
    }

    private Operation increase(Type keys, Readable readable) {
        return increase(operands.operand(keys, readable), readable);
    }

    private Operation increase(Operand keys, Readable readable) {
        return new Operation.IncreaseKeys(
                keys, operands.operand(chance.oneIn(5) ? Type.LIST_OF_NUMBERS : Type.NUMBER, readable));
    }
}
