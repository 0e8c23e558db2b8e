package io.pharos.engine;

import io.pharos.model.Event;
import io.pharos.model.Value;
import java.util.Comparator;

/** Where an event stands among the events of its profile: all that {@link Event#ORDER} looks at. */
record Position(long time, long order, String id, String source, String visitor) implements Comparable<Position> {
    /** Within one millisecond, which few share. */
    private static final Comparator<Position> ORDER = Comparator.comparingLong(Position::order)
            .thenComparing(Position::id, Value.BY_CODE_POINT)
            .thenComparing(Position::source, Value.BY_CODE_POINT)
            .thenComparing(Position::visitor, Value.BY_CODE_POINT);

    static Position of(Event event) {
        var visitor = event.visitor();
        return new Position(
                event.time().toEpochMilli(), event.order(), event.id(), event.source(), visitor == null ? "" : visitor);
    }

    @Override
    public int compareTo(Position other) {
        return time != other.time ? Long.compare(time, other.time) : ORDER.compare(this, other);
    }
}
