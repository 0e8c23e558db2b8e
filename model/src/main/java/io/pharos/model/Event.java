package io.pharos.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something a visitor did, as it is stored for good.
 *
 * @param id distinguishes the events of one sender; two events of one sender with one id are the same event
 * @param source the name of the source that sent it
 * @param visitor the anonymous id, if the sender has one
 * @param name what happened, such as {@code purchase}
 * @param time when it happened, to the millisecond; never later than {@code arrival}
 * @param order settles the order of events of one millisecond, before the id does; 0 if the sender says nothing
 * @param arrival when it came in; in {@code replay} and {@code test} the same as {@code time}
 * @param origin how it came in
 * @param sentTime what the sender said the time was, where that differs from {@code time}
 * @param properties everything else, in the order sent
 * @param marks facts of intake worth knowing, such as {@code clock_corrected}
 */
public record Event(
        String id,
        String source,
        @Nullable String visitor,
        String name,
        Instant time,
        long order,
        Instant arrival,
        Origin origin,
        @Nullable Instant sentTime,
        Map<String, Value> properties,
        List<String> marks) {

    /** How an event came in. Only a live event may act on the world. */
    public enum Origin {
        LIVE,
        IMPORT
    }

    /** The order in which a profile's events are folded. */
    public static final Comparator<Event> ORDER = Comparator.comparing(Event::time)
            .thenComparingLong(Event::order)
            .thenComparing(Event::id, Value.BY_CODE_POINT)
            .thenComparing(Event::source, Value.BY_CODE_POINT)
            .thenComparing(event -> event.visitor == null ? "" : event.visitor, Value.BY_CODE_POINT);

    public Event {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        properties = OrderedMap.copyOf(properties);
        marks = List.copyOf(marks);
    }

    /** The same event with other properties. */
    public Event with(Map<String, Value> others) {
        return new Event(id, source, visitor, name, time, order, arrival, origin, sentTime, others, marks);
    }

    /** The same event with other marks. */
    public Event marked(List<String> others) {
        return new Event(id, source, visitor, name, time, order, arrival, origin, sentTime, properties, others);
    }

    public Optional<Value> property(String property) {
        return Optional.ofNullable(properties.get(property));
    }
}
