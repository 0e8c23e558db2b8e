package io.pharos.engine;

import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values read as the type that is asked for. Null where that cannot be done without guessing. */
final class Coercion {
    private Coercion() {}

    static @Nullable String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Amount amount -> amount.toString();
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Moment(var at) -> ValueText.time(at);
            case Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ -> null;
        };
    }

    static Value.@Nullable Amount amount(Value value) {
        return switch (value) {
            case Value.Amount amount -> amount;
            case Value.Text(var text) -> ValueText.amount(text).orElse(null);
            case Value.Flag _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> null;
        };
    }

    static @Nullable BigDecimal number(Value value) {
        var amount = amount(value);
        return amount == null ? null : amount.amount();
    }

    static Value.@Nullable Flag flag(Value value) {
        return switch (value) {
            case Value.Flag flag -> flag;
            case Value.Text(var text) ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> new Value.Flag(true);
                    case "false" -> new Value.Flag(false);
                    default -> null;
                };
            case Value.Amount _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> null;
        };
    }

    static Value.@Nullable Moment moment(Value value, ZoneId zone) {
        return switch (value) {
            case Value.Moment moment -> moment;
            case Value.Text(var text) -> ValueText.moment(text, zone).orElse(null);
            case Value.Amount _,
                    Value.Flag _,
                    Value.Items _,
                    Value.Tags _,
                    Value.Tally _,
                    Value.Timeline _,
                    Value.Funnel _ -> null;
        };
    }

    /** The texts of a text, list or set, in their order; null if there is something in it that is no plain text. */
    static @Nullable List<String> texts(Value value) {
        return switch (value) {
            case Value.Tags(var sorted) -> sorted;
            case Value.Items(var items) -> {
                var texts = new ArrayList<String>(items.size());
                for (var item : items) {
                    var text = text(item);
                    if (text == null) {
                        yield null;
                    }
                    texts.add(text);
                }
                yield texts;
            }
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> List.of(text(value));
            case Value.Tally _, Value.Timeline _, Value.Funnel _ -> null;
        };
    }

    /** The items of a list or a set, or a plain value as the only one. */
    static @Nullable List<Value> items(Value value) {
        return switch (value) {
            case Value.Items(var items) -> items;
            case Value.Tags(var sorted) -> ofTexts(sorted).items();
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _ -> List.of(value);
            case Value.Tally _, Value.Timeline _, Value.Funnel _ -> null;
        };
    }

    /** How many items, keys or entries are in it; -1 if it is nothing that holds any. */
    static int size(Value value) {
        return switch (value) {
            case Value.Items(var items) -> items.size();
            case Value.Tags(var sorted) -> sorted.size();
            case Value.Tally(var entries, var _) -> entries.size();
            case Value.Timeline(var entries) -> entries.size();
            case Value.Text _, Value.Amount _, Value.Flag _, Value.Moment _, Value.Funnel _ -> -1;
        };
    }

    static Value.Items ofTexts(List<String> texts) {
        var items = new ArrayList<Value>(texts.size());
        for (var text : texts) {
            items.add(new Value.Text(text));
        }
        return new Value.Items(items);
    }
}
