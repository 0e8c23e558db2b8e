package io.pharos.runtime;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map.Entry;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Walks through newer and older changes at once, in the order of keys; a newer one hides an older one. */
final class Merge {
    private final Iterator<Entry<byte[], byte[]>> newer;
    private final Iterator<Entry<byte[], byte[]>> older;
    private @Nullable Entry<byte[], byte[]> nextNewer;
    private @Nullable Entry<byte[], byte[]> nextOlder;
    private byte @Nullable [] last;

    Merge(NavigableMap<byte[], byte[]> newer, NavigableMap<byte[], byte[]> older) {
        this.newer = newer.entrySet().iterator();
        this.older = older.entrySet().iterator();
        this.nextNewer = next(this.newer);
        this.nextOlder = next(this.older);
    }

    /** Hands over all rows, the changes over those of {@code rows}. */
    void over(Rows rows, Rows.Family family, byte[] from, byte[] to, Rows.Reader reader) {
        var more = new boolean[] {true};
        rows.scan(family, from, to, (key, value) -> {
            more[0] = readUpTo(key, reader) && (covers(key) || reader.row(key, value));
            return more[0];
        });
        if (more[0]) {
            readUpTo(null, reader);
        }
    }

    /**
     * Hands over the rows up to {@code key}, included; all that are left if it is null. Rows that are gone are passed over.
     *
     * @return whether the reader wants more
     */
    boolean readUpTo(byte @Nullable [] key, Rows.Reader reader) {
        var row = peek();
        while (row != null && (key == null || Arrays.compareUnsigned(row.getKey(), key) <= 0)) {
            pass(row.getKey());
            if (!Changes.is(Changes.GONE, row.getValue()) && !reader.row(row.getKey(), row.getValue())) {
                return false;
            }
            row = peek();
        }
        return true;
    }

    /** Whether the last row handed or passed over has that key. */
    boolean covers(byte[] key) {
        return last != null && Arrays.equals(last, key);
    }

    private @Nullable Entry<byte[], byte[]> peek() {
        if (nextNewer == null || nextOlder == null) {
            return nextNewer == null ? nextOlder : nextNewer;
        }
        return Arrays.compareUnsigned(nextNewer.getKey(), nextOlder.getKey()) <= 0 ? nextNewer : nextOlder;
    }

    private void pass(byte[] key) {
        last = key;
        if (nextNewer != null && Arrays.equals(nextNewer.getKey(), key)) {
            nextNewer = next(newer);
        }
        if (nextOlder != null && Arrays.equals(nextOlder.getKey(), key)) {
            nextOlder = next(older);
        }
    }

    private static @Nullable Entry<byte[], byte[]> next(Iterator<Entry<byte[], byte[]>> rows) {
        return rows.hasNext() ? rows.next() : null;
    }
}
