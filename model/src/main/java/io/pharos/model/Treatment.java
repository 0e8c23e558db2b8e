package io.pharos.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done with the events of a source as they come in.
 *
 * @param rate how many events are taken; without one, as many as the server can
 * @param mapping in the order in which the rules act
 * @param defaults by property, for events that lack it after the mapping
 */
public record Treatment(Optional<Rate> rate, List<MappingRule> mapping, Map<String, Value> defaults) {
    /** Events are taken as they are sent. */
    public static final Treatment NONE = new Treatment(Optional.empty(), List.of(), Map.of());

    /** @param burst how many events may come at once after a pause */
    public record Rate(int perSecond, int burst) {}

    public Treatment {
        mapping = List.copyOf(mapping);
        defaults = Workspace.ordered(defaults);
    }

    /** Makes of the {@code properties} that were sent with an event of that name those that are stored. */
    public void apply(String event, Map<String, Value> properties) {
        mapping.forEach(rule -> rule.apply(event, properties));
        defaults.forEach(properties::putIfAbsent);
    }
}
