package io.pharos.engine.testkit;

import io.pharos.engine.testkit.Readable.Age;
import io.pharos.model.Attribute.Type;
import io.pharos.model.Condition;
import io.pharos.model.Condition.Did;
import io.pharos.model.Condition.Figure;
import io.pharos.model.Condition.Matching;
import io.pharos.model.Condition.Measure;
import io.pharos.model.Condition.Sequence;
import io.pharos.model.Name;
import io.pharos.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Conditions of every form on what a visitor did. */
final class RandomBehaviour {
    private final Chance chance;
    private final RandomValues values;
    private final RandomOperands operands;
    private final RandomOperators operators;
    private final Function<Readable, Condition> where;

    /** @param where makes a condition, of what it is given to read */
    RandomBehaviour(
            Chance chance,
            RandomValues values,
            RandomOperands operands,
            RandomOperators operators,
            Function<Readable, Condition> where) {
        this.chance = chance;
        this.values = values;
        this.operands = operands;
        this.operators = operators;
        this.where = where;
    }

    /** @param judging what the kinds of events are judged by */
    Condition behaviour(Readable readable, Readable judging) {
        return chance.oneIn(3) ? sequence(judging) : did(readable, judging);
    }

    private Condition did(Readable readable, Readable judging) {
        return new Did(
                kind(judging), span(), chance.some(1, chance.oneIn(3) ? 2 : 1, () -> measure(readable, judging)));
    }

    private Optional<Span> span() {
        return chance.oneIn(3) ? Optional.empty() : Optional.of(values.span());
    }

    private Matching kind(Readable judging) {
        return new Matching(
                chance.oneIn(5)
                        ? List.of()
                        : chance.some(1, chance.oneIn(3) ? 2 : 1, () -> chance.pick(RandomValues.EVENT_NAMES)),
                chance.oneIn(4) ? Optional.of(where.apply(judging)) : Optional.empty());
    }

    private Measure measure(Readable readable, Readable judging) {
        var figure = chance.oneIn(3) ? Figure.TIMES : chance.pick(Figure.values());
        return switch (figure) {
            case TIMES ->
                new Measure(figure, Optional.empty(), chance.some(1, 2, () -> operators.ofNumber(Age.NONE, readable)));
            case TOTAL, AVERAGE, MIN, MAX ->
                new Measure(
                        figure,
                        Optional.of(added(judging)),
                        chance.some(1, 2, () -> operators.ofNumber(Age.NONE, readable)));
            case FIRST, LAST ->
                new Measure(figure, Optional.empty(), chance.some(1, 2, () -> operators.ofDate(readable)));
        };
    }

    private Name added(Readable judging) {
        var numbers = judging.of(Type.NUMBER);
        return numbers.isEmpty() || chance.oneIn(2)
                ? operands.propertyName(Type.NUMBER)
                : chance.pick(numbers).named();
    }

    private Condition sequence(Readable judging) {
        var steps = new ArrayList<Sequence.Step>();
        steps.add(new Sequence.Step(kind(judging), Optional.empty(), List.of()));
        steps.addAll(chance.some(
                chance.oneIn(4) ? 0 : 1,
                2,
                () -> new Sequence.Step(
                        kind(judging),
                        chance.oneIn(3) ? Optional.empty() : Optional.of(values.fixedSpan()),
                        chance.oneIn(2) ? List.of() : chance.some(1, 2, () -> kind(judging)))));
        var ending = chance.oneIn(3)
                ? Optional.of(new Sequence.Absence(kind(judging), values.fixedSpan()))
                : Optional.<Sequence.Absence>empty();
        return new Sequence(steps, ending, chance.oneIn(2) ? Optional.empty() : Optional.of(values.fixedSpan()));
    }
}
