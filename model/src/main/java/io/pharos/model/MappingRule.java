package io.pharos.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the properties of events are changed as they come in.
 *
 * @param events the names of the events that it is for; empty for all
 * @param changes in the order in which they are made
 */
public record MappingRule(List<String> events, List<Change> changes) {

    /** One change. Of a property that an event does not have nothing becomes of it. */
    public sealed interface Change {

        /** Takes the place of a property that has the new name already. */
        record Rename(String from, String to) implements Change {}

        record Copy(String from, String to) implements Change {}

        /** Whether the event has the property or not. */
        record Constant(String property, Value value) implements Change {}

        /** Of a text, and of the texts in a list. */
        record Lowercase(String property) implements Change {}

        record Drop(String property) implements Change {}
    }

    public MappingRule {
        events = List.copyOf(events);
        changes = List.copyOf(changes);
    }

    void apply(String event, Map<String, Value> properties) {
        if (events.isEmpty() || events.contains(event)) {
            changes.forEach(change -> apply(change, properties));
        }
    }

    private static void apply(Change change, Map<String, Value> properties) {
        switch (change) {
            case Change.Rename(var from, var to) -> {
                var value = properties.remove(from);
                if (value != null) {
                    properties.put(to, value);
                }
            }
            case Change.Copy(var from, var to) -> {
                var value = properties.get(from);
                if (value != null) {
                    properties.put(to, value);
                }
            }
            case Change.Constant(var property, var value) -> properties.put(property, value);
            case Change.Lowercase(var property) ->
                properties.computeIfPresent(property, (_, value) -> lowercase(value));
            case Change.Drop(var property) -> properties.remove(property);
        }
    }

    private static Value lowercase(Value value) {
        return switch (value) {
            case Value.Text(var text) -> new Value.Text(text.toLowerCase(Locale.ROOT));
            case Value.Items(var items) ->
                new Value.Items(items.stream().map(MappingRule::lowercase).toList());
            case Value.Amount _, Value.Flag _, Value.Moment _, Value.Tags _, Value.Tally _ -> value;
            case Value.Timeline _, Value.Funnel _ -> value;
        };
    }
}
