package io.pharos.collect;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows that become one event, as far as they have been read: not the rows themselves, only what the event needs of
 * them. Owned by the thread that reads the file.
 */
final class Group {
    private static final Value NOTHING = new Value.Text("");

    private final Row first;
    private final Map<String, List<Value>> lists = new LinkedHashMap<>();
    private final Map<String, BigDecimal> sums = new LinkedHashMap<>();
    private final List<Long> unusable = new ArrayList<>(0);
    private Instant earliest = Instant.MAX;

    Group(Row first) {
        this.first = first;
    }

    Row first() {
        return first;
    }

    Instant earliest() {
        return earliest;
    }

    void happened(Instant time) {
        earliest = time.isBefore(earliest) ? time : earliest;
    }

    /** An empty text holds the place of an empty cell, so that the lists stay in step. */
    void append(String column, Row row) {
        lists.computeIfAbsent(column, _ -> new ArrayList<>()).add(row.columns().getOrDefault(column, NOTHING));
    }

    BigDecimal add(String property, BigDecimal amount) {
        return sums.merge(property, amount, BigDecimal::add);
    }

    /** The event would be wrong without that row, so it is not made: a later import of the mended file can make it. */
    void spoil(Row row) {
        unusable.add(row.number());
    }

    boolean isSpoilt() {
        return !unusable.isEmpty();
    }

    String spoiltBy() {
        return unusable.stream().limit(5).map(String::valueOf).collect(Collectors.joining(", "))
                + (unusable.size() > 5 ? " and " + (unusable.size() - 5) + " more" : "");
    }

    /** The first row's columns, with the lists and sums over all rows. */
    Map<String, Value> properties() {
        var properties = new LinkedHashMap<>(first.columns());
        lists.forEach((column, items) -> properties.put(column, new Value.Items(items)));
        sums.forEach((property, sum) -> properties.put(property, new Value.Amount(sum)));
        return properties;
    }
}
