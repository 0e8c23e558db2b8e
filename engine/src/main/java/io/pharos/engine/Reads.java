package io.pharos.engine;

import io.pharos.model.Name;
import io.pharos.model.Operand;
import io.pharos.model.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles names and operands. */
final class Reads {
    private final Layout layout;

    Reads(Layout layout) {
        this.layout = layout;
    }

    Read name(Name name) {
        return switch (name) {
            case Name.Property(var property) -> frame -> frame.properties.get(property);
            case Name.OfAttribute(var attribute) -> attribute(attribute);
            case Name.EventTime _ -> frame -> frame.eventTime == null ? null : new Value.Moment(frame.eventTime);
        };
    }

    Read attribute(String attribute) {
        var favourites = layout.tallyBehind(attribute);
        if (favourites.isPresent()) {
            var slot = layout.slot(favourites.get());
            return frame -> favourite(frame.values[slot]);
        }
        var slot = layout.slot(attribute);
        return frame -> frame.values[slot];
    }

    Read operand(Operand operand) {
        return switch (operand) {
            case Operand.Named(var name) -> name(name);
            case Operand.Constant(var value) -> _ -> value;
            case Operand.ListOf(var items) ->
                listOf(items.stream().map(this::operand).toList());
        };
    }

    /** What a person would call the operand, for problems. */
    static String path(Operand operand, String otherwise) {
        return operand instanceof Operand.Named(Name.Property(var property)) ? "attributes." + property : otherwise;
    }

    /** Items that are missing are left out; a list within the list is taken apart; nothing at all is missing. */
    private static Read listOf(List<Read> items) {
        return frame -> {
            List<Value> values = new ArrayList<>();
            for (var item : items) {
                switch (item.value(frame)) {
                    case null -> {}
                    case Value.Items(var inner) -> values.addAll(inner);
                    case Value.Tags(var sorted) -> sorted.forEach(text -> values.add(new Value.Text(text)));
                    case Value value -> values.add(value);
                }
            }
            return values.isEmpty() ? null : new Value.Items(values);
        };
    }

    static @Nullable Value favourite(@Nullable Value tally) {
        return tally instanceof Value.Tally known
                ? known.favourite().<@Nullable Value>map(Value.Text::new).orElse(null)
                : null;
    }
}
