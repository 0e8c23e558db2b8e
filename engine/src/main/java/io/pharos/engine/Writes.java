package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Expression;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Workspace;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compiles operations. A missing operand leaves the value alone; one that cannot be used does so too and is reported.
 */
final class Writes {
    private final Workspace workspace;
    private final Reads reads;

    Writes(Workspace workspace, Reads reads) {
        this.workspace = workspace;
        this.reads = reads;
    }

    Write compile(Attribute attribute, Operation operation) {
        var fit = new Fit(attribute, workspace);
        var arguments = new Arguments(attribute, reads, workspace.zone());
        return switch (operation) {
            case Operation.Set(var to, var keep) -> set(attribute, to, keep, fit);
            case Operation.Clear _ -> (slot, frame) -> frame.put(slot, null);
            case Operation.Increase(var by) -> change(by, BigDecimal::add, fit, arguments);
            case Operation.Decrease(var by) -> change(by, BigDecimal::subtract, fit, arguments);
            case Operation.Add(var from) -> ItemWrites.add(attribute, from, fit, arguments);
            case Operation.Remove(var item, var occurrences) ->
                ItemWrites.remove(attribute, item, occurrences, fit, arguments);
            case Operation.Lowercase _ -> ItemWrites.lowercase(attribute, fit);
            case Operation.IncreaseKeys(var keys, var by) ->
                increaseKeys(new TallyIncrease(keys, by, reads, fit, Reports.of(attribute)), fit);
            case Operation.RemoveKey(var key) -> removeKey(key, arguments);
            case Operation.Split split -> new Drawing(attribute, split, reads, fit);
            case Operation.RecordEntry(var at, var capture) ->
                Recordings.entry(attribute, at, new Captured(capture, reads), workspace.zone(), arguments);
            case Operation.Step(var number, var capture) ->
                Recordings.step(attribute, number, new Captured(capture, reads), reads);
        };
    }

    private Write set(Attribute attribute, Expression to, Keep keep, Fit fit) {
        var read = reads.expressions().compile(to, attribute);
        var path =
                to instanceof Expression.Of(var operand) ? Reports.of(attribute).path(operand) : attribute.name();
        return (slot, frame) -> {
            var old = frame.values[slot];
            var found = keep == Keep.FIRST && old != null ? null : read.value(frame);
            var value = found == null ? null : fit.of(found, path, frame);
            if (value != null && replaces(keep, old, value)) {
                frame.put(slot, value);
            }
        };
    }

    private static boolean replaces(Keep keep, @Nullable Value old, Value value) {
        return old == null
                || switch (keep) {
                    case LAST -> true;
                    case FIRST -> false;
                    case GREATEST -> compare(value, old) > 0;
                    case LEAST -> compare(value, old) < 0;
                };
    }

    private static int compare(Value value, Value old) {
        return switch (value) {
            case Value.Amount(var amount) -> amount.compareTo(((Value.Amount) old).amount());
            case Value.Moment(var at) -> at.compareTo(((Value.Moment) old).at());
            case Value.Text(var text) -> Value.BY_CODE_POINT.compare(text, ((Value.Text) old).text());
            case Value.Flag(var set) -> Boolean.compare(set, ((Value.Flag) old).set());
            case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ -> 0;
        };
    }

    private static Write change(Operand by, BinaryOperator<BigDecimal> change, Fit fit, Arguments arguments) {
        var number = arguments.number(by);
        return (slot, frame) -> {
            var amount = number.of(frame);
            if (amount != null) {
                var old = frame.values[slot] instanceof Value.Amount(var known) ? known : BigDecimal.ZERO;
                var result = arguments.exact(change.apply(old, amount), frame);
                if (result != null) {
                    frame.put(slot, fit.whole(result));
                }
            }
        };
    }

    private static Write increaseKeys(TallyIncrease increase, Fit fit) {
        return (slot, frame) -> {
            var old = frame.values[slot] instanceof Value.Tally known ? known : Value.Tally.EMPTY;
            var sum = old.sum();
            increase.addTo(sum, frame);
            if (sum.isChanged()) {
                frame.put(slot, fit.whole(sum.tally()));
            }
        };
    }

    private static Write removeKey(Operand key, Arguments arguments) {
        var keys = arguments.texts(key);
        return (slot, frame) -> {
            var texts = keys.of(frame);
            if (texts != null && frame.values[slot] instanceof Value.Tally tally) {
                for (var text : texts) {
                    tally = tally.minus(text);
                }
                frame.put(slot, tally);
            }
        };
    }
}
