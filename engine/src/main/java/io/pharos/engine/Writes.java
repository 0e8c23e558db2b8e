package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Keep;
import io.pharos.model.Enrichment.Operation;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compiles operations. A missing operand leaves the value alone; one that cannot be used does so too and is reported.
 */
final class Writes {
    private final ZoneId zone;
    private final Reads reads;

    Writes(ZoneId zone, Reads reads) {
        this.zone = zone;
        this.reads = reads;
    }

    Write compile(Attribute attribute, Operation operation) {
        var name = attribute.name();
        return switch (operation) {
            case Operation.Set(var to, var keep) -> set(attribute, to, keep);
            case Operation.Clear _ -> (slot, frame) -> frame.put(slot, null);
            case Operation.Increase(var by) -> change(name, by, BigDecimal::add);
            case Operation.Decrease(var by) -> change(name, by, BigDecimal::subtract);
            case Operation.Add(var from) -> add(name, from);
            case Operation.Remove(var item) -> remove(name, item);
            case Operation.IncreaseKeys(var keys, var by) -> increaseKeys(name, keys, by);
            case Operation.RemoveKey(var key) -> removeKey(name, key);
        };
    }

    private Write set(Attribute attribute, Operand to, Keep keep) {
        var read = reads.operand(to);
        var path = Reads.path(to, attribute.name());
        return (slot, frame) -> {
            var old = frame.values[slot];
            var found = keep == Keep.FIRST && old != null ? null : read.value(frame);
            if (found == null) {
                return;
            }
            var value = Coercion.to(attribute.type(), found, zone);
            if (value == null) {
                frame.problem(path, Found.inWords(found), expected(attribute.type()));
            } else if (replaces(keep, old, value)) {
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
            case Value.Items _, Value.Tags _, Value.Tally _ -> 0;
        };
    }

    private Write change(String name, Operand by, BinaryOperator<BigDecimal> change) {
        var read = reads.operand(by);
        var path = Reads.path(by, name);
        return (slot, frame) -> {
            var found = read.value(frame);
            if (found == null) {
                return;
            }
            var amount = Coercion.number(found);
            if (amount == null) {
                frame.problem(path, Found.inWords(found), "a number");
                return;
            }
            var old = frame.values[slot] instanceof Value.Amount(var known) ? known : BigDecimal.ZERO;
            var sum = change.apply(old, amount);
            if (Value.Amount.fits(sum)) {
                frame.put(slot, new Value.Amount(sum));
            } else {
                frame.problem(path, Found.inWords(found), "an amount that leaves " + name + " at 34 digits or fewer");
            }
        };
    }

    private Write add(String name, Operand from) {
        var read = reads.operand(from);
        var path = Reads.path(from, name);
        return (slot, frame) -> {
            var texts = texts(read, path, frame);
            if (!texts.isEmpty()) {
                var tags = frame.values[slot] instanceof Value.Tags known ? known : Value.Tags.NONE;
                frame.put(slot, tags.plus(texts));
            }
        };
    }

    private Write remove(String name, Operand item) {
        var read = reads.operand(item);
        var path = Reads.path(item, name);
        return (slot, frame) -> {
            if (frame.values[slot] instanceof Value.Tags tags) {
                for (var text : texts(read, path, frame)) {
                    tags = tags.minus(text);
                }
                frame.put(slot, tags);
            }
        };
    }

    private Write increaseKeys(String name, Operand keys, Operand by) {
        var readKeys = reads.operand(keys);
        var readBy = reads.operand(by);
        var keysPath = Reads.path(keys, name);
        var byPath = Reads.path(by, name);
        return (slot, frame) -> {
            var texts = usable(readKeys, keysPath, frame);
            var amounts = texts == null ? null : readBy.value(frame);
            if (texts == null || amounts == null) {
                return;
            }
            var old = frame.values[slot] instanceof Value.Tally known ? known : Value.Tally.EMPTY;
            var sum = old.sum();
            if (amounts instanceof Value.Items(var items)) {
                if (items.size() != texts.size()) {
                    frame.problem(byPath, items.size() + " amounts", "as many as there are keys: " + texts.size());
                }
                for (var i = 0; i < Math.min(items.size(), texts.size()); i++) {
                    increase(sum, texts.get(i), items.get(i), byPath, frame);
                }
            } else {
                for (var text : texts) {
                    increase(sum, text, amounts, byPath, frame);
                }
            }
            if (sum.isChanged()) {
                frame.put(slot, sum.tally());
            }
        };
    }

    private static void increase(Value.Tally.Sum sum, String key, Value by, String path, Frame frame) {
        var amount = Coercion.number(by);
        if (amount == null) {
            frame.problem(path, Found.inWords(by), "a number");
        } else if (!sum.increase(key, amount)) {
            frame.problem(path, Found.inWords(by), "an amount that leaves " + key + " at 34 digits or fewer");
        }
    }

    private Write removeKey(String name, Operand key) {
        var read = reads.operand(key);
        var path = Reads.path(key, name);
        return (slot, frame) -> {
            if (frame.values[slot] instanceof Value.Tally tally) {
                for (var text : texts(read, path, frame)) {
                    tally = tally.minus(text);
                }
                frame.put(slot, tally);
            }
        };
    }

    private static List<String> texts(Read read, String path, Frame frame) {
        var usable = usable(read, path, frame);
        return usable == null ? List.of() : usable;
    }

    /** Null if the operand is missing, or cannot be used and was reported. */
    private static @Nullable List<String> usable(Read read, String path, Frame frame) {
        var found = read.value(frame);
        if (found == null) {
            return null;
        }
        var texts = Coercion.texts(found);
        if (texts == null) {
            frame.problem(path, Found.inWords(found), "a text or a list of texts");
        }
        return texts;
    }

    private static String expected(Attribute.Type type) {
        return switch (type) {
            case STRING -> "a text, a number, true or false, or a date";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case DATE -> "an ISO date or time, such as 2026-03-01T10:00:00Z";
            case SET_OF_STRINGS -> "a text or a list of texts";
            case TALLY -> "a tally";
        };
    }
}
