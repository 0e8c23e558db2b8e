package io.pharos.engine;

import io.pharos.model.Value;
import io.pharos.model.Value.Funnel;
import io.pharos.model.Value.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Timelines and funnels as bytes. Each name is written once, each moment as its distance from the one before; and what
 * has the same fields as the one before it says so in one byte.
 */
final class RecordCodec {
    /** Instead of the number of fields, to which one is added. */
    private static final int SAME_FIELDS = 0;

    private RecordCodec() {}

    static void write(Timeline timeline, ByteWriter to) {
        var writer = new Writer(to);
        to.count(timeline.entries().size());
        for (var entry : timeline.entries()) {
            writer.write(entry.at(), entry.captured());
        }
    }

    static void write(Funnel funnel, ByteWriter to) {
        var writer = new Writer(to);
        to.one(funnel.completed() ? 1 : 0).count(funnel.done().size());
        for (var done : funnel.done()) {
            to.text(done.step());
            writer.write(done.at(), done.captured());
        }
    }

    /** Not thread-safe. */
    private static final class Writer {
        private final ByteWriter to;
        private final List<String> names = new ArrayList<>();
        private List<String> fields = List.of();
        private long at;

        Writer(ByteWriter to) {
            this.to = to;
        }

        void write(Instant moment, Map<String, Value> captured) {
            var millis = moment.toEpochMilli();
            to.number(millis - at);
            at = millis;
            if (hasSameFields(captured)) {
                to.one(SAME_FIELDS);
            } else {
                fields = List.copyOf(captured.keySet());
                to.count(fields.size() + 1);
                fields.forEach(this::name);
            }
            captured.values().forEach(value -> ValueCodec.write(value, to));
        }

        private boolean hasSameFields(Map<String, Value> captured) {
            if (captured.size() != fields.size()) {
                return false;
            }
            var i = 0;
            for (var field : captured.keySet()) {
                if (!field.equals(fields.get(i++))) {
                    return false;
                }
            }
            return true;
        }

        /** A name that is not known yet follows its number. */
        private void name(String name) {
            var number = names.indexOf(name);
            to.count(number < 0 ? names.size() : number);
            if (number < 0) {
                names.add(name);
                to.text(name);
            }
        }
    }

    static Timeline timeline(ByteReader from, int depth) {
        var reader = new Reader(from, depth);
        var entries = new Timeline.Point[from.size()];
        for (var i = 0; i < entries.length; i++) {
            entries[i] = new Timeline.Point(reader.moment(), reader.captured());
        }
        return new Timeline(List.of(entries));
    }

    static Funnel funnel(ByteReader from, int depth) {
        var reader = new Reader(from, depth);
        var completed = from.one() == 1;
        var done = new Funnel.Done[from.size()];
        for (var i = 0; i < done.length; i++) {
            done[i] = new Funnel.Done(from.text(), reader.moment(), reader.captured());
        }
        return new Funnel(List.of(done), completed);
    }

    /** Not thread-safe. */
    private static final class Reader {
        private final ByteReader from;
        private final int depth;
        private final List<String> names = new ArrayList<>();
        private List<String> fields = List.of();
        private long at;

        Reader(ByteReader from, int depth) {
            this.from = from;
            this.depth = depth;
        }

        Instant moment() {
            at += from.number();
            return Instant.ofEpochMilli(at);
        }

        Map<String, Value> captured() {
            var count = from.count();
            if (count != SAME_FIELDS) {
                fields = fields(count - 1);
            }
            if (fields.size() == 1) {
                return Map.of(fields.getFirst(), value(fields.getFirst()));
            }
            var captured = LinkedHashMap.<String, Value>newLinkedHashMap(fields.size());
            for (var field : fields) {
                captured.put(field, value(field));
            }
            return captured;
        }

        private Value value(String field) {
            var value = ValueCodec.read(from, depth);
            if (value == null) {
                throw from.damaged("the captured " + field + " has no value");
            }
            return value;
        }

        private List<String> fields(long count) {
            var read = new ArrayList<String>();
            for (var left = count; left > 0; left--) {
                var number = from.count();
                if (number == names.size()) {
                    names.add(from.text());
                }
                if (number < 0 || number >= names.size()) {
                    throw from.damaged("there is no name of number " + number);
                }
                read.add(names.get((int) number));
            }
            return read;
        }
    }
}
