package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Value;
import java.util.Comparator;

/**
 * Somebody was seen on a device that people share.
 *
 * @param spot where among the device's events
 * @param subject who it was
 */
record Sighting(Spot spot, Identifier subject) {

    /** A place in the order in which the events of one device are folded. */
    record Spot(long time, long order, String id, String source) implements Comparable<Spot> {
        private static final Comparator<Spot> ORDER = Comparator.comparingLong(Spot::time)
                .thenComparingLong(Spot::order)
                .thenComparing(Spot::id, Value.BY_CODE_POINT)
                .thenComparing(Spot::source, Value.BY_CODE_POINT);

        static Spot of(Event event) {
            return new Spot(event.time().toEpochMilli(), event.order(), event.id(), event.source());
        }

        @Override
        public int compareTo(Spot other) {
            return ORDER.compare(this, other);
        }
    }

    byte[] encode() {
        var to = new ByteWriter(64)
                .number(spot.time())
                .number(spot.order())
                .text(spot.id())
                .text(spot.source());
        Linked.write(subject, to);
        return to.toBytes();
    }

    static Sighting decode(byte[] bytes) {
        var from = new ByteReader(bytes);
        return new Sighting(
                new Spot(from.number(), from.number(), from.text(), from.text()), Linked.readIdentifier(from));
    }
}
