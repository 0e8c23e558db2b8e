package io.pharos.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is done with the events of a source as they come in.
 *
 * @param rate how many events are taken; without one, as many as the server can
 * @param bots what becomes of the events of crawlers
 * @param ip what may be kept of addresses; without it, what the events carry themselves
 * @param mapping in the order in which the rules act
 * @param defaults by property, for events that lack it after the mapping
 */
public record Treatment(
        Optional<Rate> rate, Bots bots, Optional<Address> ip, List<MappingRule> mapping, Map<String, Value> defaults) {
    /** Events are taken as they are sent. */
    public static final Treatment NONE =
            new Treatment(Optional.empty(), Bots.MARK, Optional.empty(), List.of(), Map.of());

    /** @param burst how many events may come at once after a pause */
    public record Rate(int perSecond, int burst) {}

    /** All are counted. */
    public enum Bots {
        /** Taken, with a mark. */
        MARK,
        /** Not taken, and the sender is told as of any event that cannot be taken. */
        REJECT,
        /** Not taken, but answered like an event that is. */
        DROP
    }

    public Treatment {
        mapping = List.copyOf(mapping);
        defaults = Workspace.ordered(defaults);
    }

    /** Makes of the {@code properties} that were sent with an event of that name those that are stored. */
    public void apply(String event, Map<String, Value> properties) {
        ip.ifPresent(address -> address.apply(properties));
        mapping.forEach(rule -> rule.apply(event, properties));
        defaults.forEach(properties::putIfAbsent);
        // A rule may have given an address the name of one.
        ip.ifPresent(address -> address.apply(properties));
    }
}
