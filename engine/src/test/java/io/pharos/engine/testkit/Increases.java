package io.pharos.engine.testkit;

import io.pharos.model.Value;
import io.pharos.model.Value.Tally;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tally while it is being increased. */
final class Increases {
    private final SortedMap<String, Tally.Entry> entries = new TreeMap<>(Value.BY_CODE_POINT);
    private final int mostKeys;
    private final Problems problems;
    private long made;

    Increases(Tally before, int mostKeys, Problems problems) {
        before.entries().forEach(entry -> entries.put(entry.key(), entry));
        this.made = before.increases();
        this.mostKeys = mostKeys;
        this.problems = problems;
    }

    /** One after the other. */
    void add(String key, BigDecimal by) {
        if (increased(key, by, made + 1)) {
            made++;
        }
    }

    /** All at once, in no order. */
    void addTogether(Map<String, BigDecimal> amounts) {
        var any = false;
        for (var amount : amounts.entrySet()) {
            any |= increased(amount.getKey(), amount.getValue(), made + 1);
        }
        if (any) {
            made++;
        }
    }

    private boolean increased(String key, BigDecimal by, long number) {
        var there = entries.get(key);
        var amount = there == null ? by : there.amount().add(by);
        if ((there == null && entries.size() >= mostKeys) || !Value.Amount.fits(amount)) {
            problems.meet();
            return false;
        }
        entries.put(key, new Tally.Entry(key, amount, number));
        return true;
    }

    Tally tally() {
        return new Tally(List.copyOf(entries.values()), made);
    }
}
