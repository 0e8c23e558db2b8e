package io.pharos.engine;

import io.pharos.model.Attribute;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds to a tally: to each key the same amount, or amounts in step with the keys, or all of another tally. Keys of a list
 * come one after the other; those of a set or a tally together. What cannot be used is reported, and the rest is used.
 */
final class TallyIncrease {
    private final Read keys;
    private final Read amounts;
    private final String keysPath;
    private final String amountsPath;
    private final Fit fit;
    private final Reports reports;

    TallyIncrease(Operand keys, Operand amounts, Reads reads, Fit fit, Reports reports) {
        this.keys = reads.operand(keys);
        this.amounts = reads.operand(amounts);
        this.keysPath = reports.path(keys);
        this.amountsPath = reports.path(amounts);
        this.fit = fit;
        this.reports = reports;
    }

    /** Adds one amount to every key, those of a list in step, or of a tally one times each of its amounts. */
    void addTo(Tally.Sum sum, Frame frame) {
        var found = keys.value(frame);
        var by = found == null ? null : amounts.value(frame);
        if (found == null || by == null) {
            return;
        }
        if (found instanceof Tally tally) {
            addAll(tally, by, sum, frame);
            return;
        }
        var texts = texts(found, frame);
        if (texts == null) {
            return;
        }
        if (by instanceof Value.Items(var items)) {
            addInStep(texts, found instanceof Value.Tags, items, sum, frame);
        } else {
            addEach(texts, found instanceof Value.Tags, by, sum, frame);
        }
    }

    /** Adds amounts in step with the keys; whether there were both. */
    boolean addPairsTo(Tally.Sum sum, Frame frame) {
        var found = keys.value(frame);
        var by = found == null ? null : amounts.value(frame);
        var texts = found == null || by == null ? null : texts(found, frame);
        var items = texts == null || by == null ? null : Coercion.items(by);
        if (texts != null && by != null && items == null) {
            reports.unusable(frame, amountsPath, Found.inWords(by), "a list of numbers");
        }
        if (texts == null || items == null) {
            return false;
        }
        addInStep(texts, false, items, sum, frame);
        return true;
    }

    private @Nullable List<String> texts(Value found, Frame frame) {
        var texts = Coercion.texts(found);
        if (texts == null) {
            reports.unusable(frame, keysPath, Found.inWords(found), Found.expected(Attribute.Type.SET_OF_STRINGS));
        }
        return texts;
    }

    private void addAll(Tally tally, Value by, Tally.Sum sum, Frame frame) {
        var factor = number(by, frame);
        if (factor == null) {
            return;
        }
        var touched = sum.next();
        var refused = 0;
        for (var entry : tally.entries()) {
            if (fit.hasRoom(sum, entry.key())) {
                add(entry.key(), entry.amount().multiply(factor), touched, sum, frame);
            } else {
                refused++;
            }
        }
        fit.reportFull(refused, "keys", keysPath, frame);
    }

    private void addEach(List<String> texts, boolean together, Value by, Tally.Sum sum, Frame frame) {
        var amount = texts.isEmpty() ? null : number(by, frame);
        if (amount == null) {
            return;
        }
        var first = sum.next();
        var refused = 0;
        for (var text : texts) {
            if (fit.hasRoom(sum, text)) {
                add(text, amount, together ? first : sum.next(), sum, frame);
            } else {
                refused++;
            }
        }
        fit.reportFull(refused, "keys", keysPath, frame);
    }

    private void addInStep(List<String> texts, boolean together, List<Value> items, Tally.Sum sum, Frame frame) {
        if (items.size() != texts.size()) {
            reports.unusable(
                    frame, amountsPath, items.size() + " amounts", "as many as there are keys: " + texts.size());
        }
        var first = sum.next();
        var refused = 0;
        for (var i = 0; i < Math.min(items.size(), texts.size()); i++) {
            var amount = number(items.get(i), frame);
            if (amount == null) {
                continue;
            }
            if (fit.hasRoom(sum, texts.get(i))) {
                add(texts.get(i), amount, together ? first : sum.next(), sum, frame);
            } else {
                refused++;
            }
        }
        fit.reportFull(refused, "keys", keysPath, frame);
    }

    private @Nullable BigDecimal number(Value by, Frame frame) {
        var amount = Coercion.number(by);
        if (amount == null) {
            reports.unusable(frame, amountsPath, Found.inWords(by), Found.expected(Attribute.Type.NUMBER));
        }
        return amount;
    }

    private void add(String key, BigDecimal amount, long touched, Tally.Sum sum, Frame frame) {
        if (!sum.increase(key, amount, touched)) {
            var found = Found.inWords(new Value.Text(key)) + " with an amount of " + amount.precision() + " digits";
            reports.unusable(frame, amountsPath, found, "an amount that leaves it at 34 digits or fewer");
        }
    }
}
