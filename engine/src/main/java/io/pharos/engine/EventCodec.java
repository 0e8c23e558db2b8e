package io.pharos.engine;

import io.pharos.model.Event;
import io.pharos.model.Event.Origin;
import io.pharos.model.OrderedMap;
import io.pharos.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as bytes for the log and the history: compact, with a version of their form. */
public final class EventCodec {
    private static final int FORM = 1;
    private static final int VISITOR = 1;
    private static final int SENT_TIME = 2;
    private static final int IMPORTED = 4;
    /** So many of an event's properties are wanted, mostly. */
    private static final int FEW = 8;

    private EventCodec() {}

    public static byte[] encode(Event event) {
        var to = new ByteWriter(512);
        var visitor = event.visitor();
        var sentTime = event.sentTime();
        var time = event.time().toEpochMilli();
        to.one(FORM)
                .one((visitor == null ? 0 : VISITOR)
                        | (sentTime == null ? 0 : SENT_TIME)
                        | (event.origin() == Origin.IMPORT ? IMPORTED : 0))
                .number(time)
                .number(event.arrival().toEpochMilli() - time)
                .number(event.order())
                .text(event.id())
                .text(event.source())
                .text(event.name());
        if (visitor != null) {
            to.text(visitor);
        }
        if (sentTime != null) {
            to.number(sentTime.toEpochMilli());
        }
        to.count(event.properties().size());
        event.properties().forEach((name, value) -> ValueCodec.write(value, to.text(name)));
        to.count(event.marks().size());
        event.marks().forEach(to::text);
        return to.toBytes();
    }

    /** @throws IllegalArgumentException if the bytes are damaged, or of a newer form than this program knows */
    public static Event decode(byte[] bytes) {
        return decode(bytes, null);
    }

    /** @param wanted properties of other names are left out; null if all are wanted */
    static Event decode(byte[] bytes, @Nullable PropertyNames wanted) {
        var from = new ByteReader(bytes);
        var form = from.one();
        if (form != FORM) {
            throw from.damaged("an event of form " + form + "; this program knows form " + FORM);
        }
        var flags = from.one();
        var time = from.number();
        var arrival = time + from.number();
        var order = from.number();
        var id = from.text();
        var source = from.text();
        var name = from.text();
        var visitor = (flags & VISITOR) != 0 ? from.text() : null;
        var sentTime = (flags & SENT_TIME) != 0 ? Instant.ofEpochMilli(from.number()) : null;
        var properties = wanted == null ? properties(from) : properties(from, wanted);
        var marks = marks(from);
        from.end();
        return new Event(
                id,
                source,
                visitor,
                name,
                Instant.ofEpochMilli(time),
                order,
                Instant.ofEpochMilli(arrival),
                (flags & IMPORTED) != 0 ? Origin.IMPORT : Origin.LIVE,
                sentTime,
                properties,
                marks);
    }

    private static Map<String, Value> properties(ByteReader from) {
        var count = from.size();
        var properties = OrderedMap.<Value>builder(count);
        for (var left = count; left > 0; left--) {
            var name = from.text();
            var value = ValueCodec.read(from);
            if (value == null) {
                throw from.damaged("property " + name + " has no value");
            }
            properties.put(name, value);
        }
        return properties.build();
    }

    private static Map<String, Value> properties(ByteReader from, PropertyNames wanted) {
        var properties = OrderedMap.<Value>builder(FEW);
        for (var left = from.size(); left > 0; left--) {
            var name = wanted.find(from.slice(from.size()));
            if (name == null) {
                ValueCodec.skip(from);
                continue;
            }
            var value = ValueCodec.read(from);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return properties.build();
    }

    private static List<String> marks(ByteReader from) {
        var marks = new ArrayList<String>();
        for (var left = from.size(); left > 0; left--) {
            marks.add(from.text());
        }
        return marks;
    }
}
