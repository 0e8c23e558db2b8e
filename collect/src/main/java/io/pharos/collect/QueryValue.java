package io.pharos.collect;

import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Values in a query string, which are all text, or lists of texts: {@code [hello,howareyou]}, with or without quotes.
 * A list within a list stays text.
 */
final class QueryValue {
    private QueryValue() {}

    /** Hands over each name once, with what was sent for it: several values are a list. */
    static void each(List<Map.Entry<String, String>> parameters, BiConsumer<String, Value> values) {
        var byName = new LinkedHashMap<String, List<Value>>();
        for (var parameter : parameters) {
            byName.computeIfAbsent(parameter.getKey(), _ -> new ArrayList<>()).add(of(parameter.getValue()));
        }
        byName.forEach((name, several) ->
                values.accept(name, several.size() == 1 ? several.getFirst() : new Value.Items(several)));
    }

    static Value of(String text) {
        var isList = text.length() >= 2 && text.startsWith("[") && text.endsWith("]");
        return isList ? new Value.Items(items(text.substring(1, text.length() - 1))) : new Value.Text(text);
    }

    private static List<Value> items(String list) {
        var items = new ArrayList<Value>();
        var depth = 0;
        var quoted = false;
        var start = 0;
        for (var i = 0; i < list.length(); i++) {
            switch (list.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> i += quoted ? 1 : 0;
                case '[', '{' -> depth += quoted ? 0 : 1;
                case ']', '}' -> depth -= quoted ? 0 : 1;
                case ',' -> {
                    if (depth == 0 && !quoted) {
                        items.add(item(list.substring(start, i)));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        if (!list.isBlank()) {
            items.add(item(list.substring(start)));
        }
        return items;
    }

    private static Value item(String written) {
        var item = written.strip();
        var quoted = item.length() >= 2 && item.startsWith("\"") && item.endsWith("\"");
        return new Value.Text(
                quoted
                        ? item.substring(1, item.length() - 1)
                                .replace("\\\"", "\"")
                                .replace("\\\\", "\\")
                        : item);
    }
}
