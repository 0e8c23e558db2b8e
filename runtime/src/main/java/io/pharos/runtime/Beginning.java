package io.pharos.runtime;

import io.pharos.model.Value;
import java.util.List;

/** The beginning of a long value, so that examples take little memory however long values are. */
final class Beginning {
    private static final int CHARACTERS = 1_000;
    private static final int ITEMS = 100;

    private Beginning() {}

    static Value of(Value value) {
        return switch (value) {
            case Value.Text(var text)
            when text.length() > CHARACTERS -> new Value.Text(text.substring(0, CHARACTERS) + "…");
            case Value.Items(var items) ->
                new Value.Items(first(items).stream().map(Beginning::of).toList());
            case Value.Tags(var sorted) -> new Value.Tags(first(sorted));
            case Value.Tally(var entries, var increases) -> new Value.Tally(first(entries), increases);
            case Value.Timeline(var entries) -> new Value.Timeline(first(entries));
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _, Value.Funnel _ -> value;
        };
    }

    private static <T> List<T> first(List<T> items) {
        return items.size() > ITEMS ? items.subList(0, ITEMS) : items;
    }
}
