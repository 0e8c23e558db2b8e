package io.pharos.engine;

import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Expressions that make tallies, or read them. */
final class TallyExpressions {
    private TallyExpressions() {}

    static Read pairs(TallyIncrease pairs) {
        return frame -> {
            var sum = Tally.EMPTY.sum();
            return pairs.addPairsTo(sum, frame) ? sum.tally() : null;
        };
    }

    static Read topKey(String name, Arguments arguments) {
        var tally = arguments.tally(name);
        return frame -> {
            var known = tally.of(frame);
            return known == null
                    ? null
                    : known.favourite().<Value>map(Value.Text::new).orElse(null);
        };
    }

    /** The greatest first; of nothing, nothing. */
    static Read topKeys(String name, int count, Arguments arguments) {
        var tally = arguments.tally(name);
        return frame -> {
            var known = tally.of(frame);
            return known == null || known.entries().isEmpty() ? null : keys(greatest(known.entries(), count));
        };
    }

    private static List<Tally.Entry> greatest(List<Tally.Entry> entries, int count) {
        var greatest = new ArrayList<Tally.Entry>(Math.min(count, entries.size()) + 1);
        for (var entry : entries) {
            var at = greatest.size();
            while (at > 0 && entry.isAbove(greatest.get(at - 1))) {
                at--;
            }
            if (at < count) {
                greatest.add(at, entry);
                if (greatest.size() > count) {
                    greatest.removeLast();
                }
            }
        }
        return greatest;
    }

    /** By code point. */
    static Read keysAbove(String name, BigDecimal amount, Arguments arguments) {
        var tally = arguments.tally(name);
        return frame -> {
            var known = tally.of(frame);
            if (known == null) {
                return null;
            }
            var above = new ArrayList<Tally.Entry>();
            for (var entry : known.entries()) {
                if (entry.amount().compareTo(amount) > 0) {
                    above.add(entry);
                }
            }
            return keys(above);
        };
    }

    private static Value keys(List<Tally.Entry> entries) {
        var keys = new ArrayList<Value>(entries.size());
        for (var entry : entries) {
            keys.add(new Value.Text(entry.key()));
        }
        return new Value.Items(keys);
    }

    static Read valueOf(String name, Operand key, Arguments arguments) {
        var tally = arguments.tally(name);
        var text = arguments.text(key);
        return frame -> {
            var wanted = text.of(frame);
            var known = tally.of(frame);
            return wanted == null || known == null
                    ? null
                    : known.amount(wanted).<Value>map(Value.Amount::new).orElse(null);
        };
    }
}
