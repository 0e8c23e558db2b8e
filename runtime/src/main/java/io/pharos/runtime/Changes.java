package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows to be written, the last change of each. Not thread-safe; whoever holds it owns it. */
final class Changes {
    /** Stands for a row that is to go. */
    static final byte[] GONE = {};
    /** The value of a row that has none. */
    static final byte[] MARK = {};
    /** The same, where there is no such row beneath. */
    static final byte[] NEW_MARK = {};
    /** How rows are sorted. There is one such object, by which one sorted map knows that another is sorted as it is. */
    private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;
    /** What a row costs in the heap beside its bytes. */
    private static final int ROW_BYTES = 96;

    private final Map<Family, NavigableMap<byte[], byte[]>> rows = new EnumMap<>(Family.class);
    /** Those of {@link Family#EVENT_IDS}, which are asked for at every event and never read in order. */
    private final Map<Hashed, byte[]> eventIds = new HashMap<>();

    private long bytes;

    /** A key to be found by a hash. */
    @SuppressWarnings("ArrayRecordComponent") // equals looks at what is in it
    private record Hashed(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Hashed(var that) && Arrays.equals(bytes, that);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** For rows, or changes to them, by key. */
    static NavigableMap<byte[], byte[]> sorted() {
        return new TreeMap<>(ORDER);
    }

    /** Whether {@code value} is that very stand-in: others may be as empty. */
    @SuppressWarnings("ReferenceEquality") // that is the point
    static boolean is(byte[] standIn, byte @Nullable [] value) {
        return value == standIn;
    }

    /** The row's value, or {@link #GONE}; null if it has not changed. */
    byte @Nullable [] get(Family family, byte[] key) {
        if (family == Family.EVENT_IDS) {
            return eventIds.get(new Hashed(key));
        }
        var changed = rows.get(family);
        return changed == null ? null : changed.get(key);
    }

    void put(Family family, byte[] key, byte[] value) {
        var before = family == Family.EVENT_IDS
                ? eventIds.put(new Hashed(key), value)
                : of(family).put(key, value);
        bytes += value.length + (before == null ? key.length + ROW_BYTES : -before.length);
    }

    void forget(Family family, byte[] key) {
        var before = family == Family.EVENT_IDS
                ? eventIds.remove(new Hashed(key))
                : of(family).remove(key);
        bytes -= before == null ? 0 : before.length + key.length + ROW_BYTES;
    }

    /** In the order of keys; not for {@link Family#EVENT_IDS}. */
    NavigableMap<byte[], byte[]> of(Family family) {
        if (family == Family.EVENT_IDS) {
            throw new IllegalArgumentException("event ids have no order here");
        }
        return rows.computeIfAbsent(family, _ -> sorted());
    }

    /** Those of {@link Family#EVENT_IDS} that begin with {@code prefix}, in no order: looks at all of them. */
    List<byte[]> eventIds(byte[] prefix) {
        return eventIds.keySet().stream()
                .map(Hashed::bytes)
                .filter(key -> Arrays.equals(prefix, Arrays.copyOf(key, prefix.length)))
                .toList();
    }

    void write(State.Batch batch) {
        rows.forEach((family, changed) -> changed.forEach((key, value) -> write(family, key, value, batch)));
        eventIds.forEach((key, value) -> write(Family.EVENT_IDS, key.bytes(), value, batch));
    }

    private static void write(Family family, byte[] key, byte[] value, State.Batch batch) {
        if (is(GONE, value)) {
            batch.delete(family, key);
        } else {
            batch.put(family, key, value);
        }
    }

    /** About so many bytes of the heap. */
    long bytes() {
        return bytes;
    }
}
