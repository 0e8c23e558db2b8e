package io.pharos.collect;

import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parallel lists in the making: {@code products: [{id: 1}, {id: 2, size: 8}]} is {@code products.id: [1, 2]} and
 * {@code products.size: ["", 8]}. An empty text holds the place where an item has no value, so that the lists stay in step.
 */
final class Columns {
    private static final Value NOTHING = new Value.Text("");

    private final Map<String, List<Value>> columns = new LinkedHashMap<>();
    private int values;

    void put(String column, int row, Value value) {
        var list = columns.computeIfAbsent(column, _ -> new ArrayList<>());
        if (row < list.size()) {
            list.set(row, value);
            return;
        }
        values += row - list.size() + 1;
        if (!isFull()) {
            pad(list, row);
            list.add(value);
        }
    }

    /** Nothing more is kept once there are too many values: the lists are of no use then. */
    boolean isFull() {
        return values > Limits.LIST_VALUES;
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    /** The lists, each of {@code rows} items. */
    Map<String, Value> lists(int rows) {
        var lists = new LinkedHashMap<String, Value>();
        columns.forEach((name, list) -> {
            pad(list, rows);
            lists.put(name, new Value.Items(list));
        });
        return lists;
    }

    /** Whether lists of {@code rows} items hold few enough values, those that only hold a place included. */
    boolean fits(int rows) {
        return !isFull() && (long) columns.size() * rows <= Limits.LIST_VALUES;
    }

    private static void pad(List<Value> list, int size) {
        while (list.size() < size) {
            list.add(NOTHING);
        }
    }
}
