package io.pharos.engine;

import io.pharos.engine.Arguments.Argument;
import io.pharos.model.Attribute;
import io.pharos.model.Enrichment.Occurrences;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import io.pharos.model.Value.Items;
import io.pharos.model.Value.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compiles operations on the items of lists and sets. Lists keep duplicates and the order in which items came. */
final class ItemWrites {
    private ItemWrites() {}

    static Write add(Attribute attribute, Operand from, Fit fit, Arguments arguments) {
        var path = Reports.of(attribute).path(from);
        if (attribute.type() == Attribute.Type.SET_OF_STRINGS) {
            var added = arguments.texts(from);
            return (slot, frame) -> {
                var texts = added.of(frame);
                if (texts != null && !texts.isEmpty()) {
                    var tags = frame.values[slot] instanceof Tags known ? known : Tags.NONE;
                    frame.put(slot, fit.plus(tags, texts, path, frame));
                }
            };
        }
        var added = fit.items(from, arguments);
        return (slot, frame) -> {
            var items = added.of(frame);
            if (items != null && !items.isEmpty()) {
                frame.put(slot, fit.latest(joined(frame.values[slot], items), path, frame));
            }
        };
    }

    private static List<Value> joined(@Nullable Value old, List<Value> items) {
        if (!(old instanceof Items(var before))) {
            return items;
        }
        var joined = new ArrayList<Value>(before.size() + items.size());
        joined.addAll(before);
        joined.addAll(items);
        return joined;
    }

    static Write remove(Attribute attribute, Operand item, Occurrences occurrences, Fit fit, Arguments arguments) {
        if (attribute.type() == Attribute.Type.SET_OF_STRINGS) {
            return removeFromSet(arguments.texts(item));
        }
        var removed = fit.items(item, arguments);
        return (slot, frame) -> {
            var gone = removed.of(frame);
            if (gone != null && frame.values[slot] instanceof Items(var before)) {
                frame.put(slot, new Items(without(before, gone, occurrences)));
            }
        };
    }

    private static Write removeFromSet(Argument<List<String>> removed) {
        return (slot, frame) -> {
            var texts = removed.of(frame);
            if (texts != null && frame.values[slot] instanceof Tags tags) {
                for (var text : texts) {
                    tags = tags.minus(text);
                }
                frame.put(slot, tags);
            }
        };
    }

    private static List<Value> without(List<Value> items, List<Value> gone, Occurrences occurrences) {
        if (occurrences == Occurrences.ALL) {
            return ListExpressions.without(items, gone);
        }
        var left = new ArrayList<>(items);
        for (var item : gone) {
            var at = occurrences == Occurrences.FIRST ? left.indexOf(item) : left.lastIndexOf(item);
            if (at >= 0) {
                left.remove(at);
            }
        }
        return left;
    }

    /** Of a text, a set or a list of texts. */
    static Write lowercase(Attribute attribute, Fit fit) {
        return (slot, frame) -> {
            var lowered = frame.values[slot] == null ? null : lowered(frame.values[slot]);
            var value = lowered == null ? null : fit.of(lowered, attribute.name(), frame);
            if (value != null) {
                frame.put(slot, value);
            }
        };
    }

    private static Value lowered(Value value) {
        return switch (value) {
            case Value.Text(var text) -> isLow(text) ? value : new Value.Text(low(text));
            case Tags(var sorted) -> {
                for (var text : sorted) {
                    if (!isLow(text)) {
                        yield Tags.of(sorted.stream().map(ItemWrites::low).toList());
                    }
                }
                yield value;
            }
            case Items(var items) -> {
                var lowered = new ArrayList<Value>(items.size());
                for (var item : items) {
                    lowered.add(lowered(item));
                }
                yield new Items(lowered);
            }
            case Value.Amount _, Value.Flag _, Value.Moment _, Value.Tally _, Value.Timeline _, Value.Funnel _ -> value;
        };
    }

    private static boolean isLow(String text) {
        return low(text).equals(text);
    }

    private static String low(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
