package io.pharos.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows as a shard sees them: its changes since the last write-back, over those that are being written, over the
 * state. Not thread-safe, except {@link #bytes}; owned by its shard.
 */
final class Overlay implements Rows {
    /** No changes. */
    static final NavigableMap<byte[], byte[]> EMPTY = Collections.unmodifiableNavigableMap(Changes.sorted());

    private final Rows state;
    private Changes current = new Changes();
    private @Nullable Changes beingWritten;
    private volatile long bytes;

    Overlay(Rows state) {
        this.state = state;
    }

    @Override
    public Optional<byte[]> get(Family family, byte[] key) {
        var changed = current.get(family, key);
        if (changed == null && beingWritten != null) {
            changed = beingWritten.get(family, key);
        }
        if (changed == null) {
            return state.get(family, key);
        }
        return Changes.is(Changes.GONE, changed) ? Optional.empty() : Optional.of(changed);
    }

    void put(Family family, byte[] key, byte[] value) {
        current.put(family, key, value);
    }

    void delete(Family family, byte[] key) {
        current.put(family, key, Changes.GONE);
    }

    /** Adds a row without a value that is not there. */
    void mark(Family family, byte[] key) {
        current.put(family, key, Changes.is(Changes.GONE, current.get(family, key)) ? Changes.MARK : Changes.NEW_MARK);
    }

    /** Takes away a row without a value; one that was never written leaves no trace. */
    void unmark(Family family, byte[] key) {
        if (Changes.is(Changes.NEW_MARK, current.get(family, key))) {
            current.forget(family, key);
        } else {
            delete(family, key);
        }
    }

    /** Takes away all ids of events that begin with {@code prefix}, which costs a look at those that are not written yet. */
    void unmarkEventIds(byte[] prefix) {
        var found = new ArrayList<byte[]>();
        state.scan(Family.EVENT_IDS, prefix, Keys.behind(prefix), (key, _) -> found.add(key));
        if (beingWritten != null) {
            found.addAll(beingWritten.eventIds(prefix));
        }
        found.addAll(current.eventIds(prefix));
        found.forEach(key -> unmark(Family.EVENT_IDS, key));
    }

    @Override
    public void scan(Family family, byte[] from, byte[] to, Reader reader) {
        changed(family, from, to).over(state, family, from, to, reader);
    }

    private Merge changed(Family family, byte[] from, byte[] to) {
        return new Merge(
                current.of(family).subMap(from, true, to, false),
                beingWritten == null ? EMPTY : beingWritten.of(family).subMap(from, true, to, false));
    }

    /** What has changed in some rows and may not be written yet, for whoever reads them elsewhere. */
    NavigableMap<byte[], byte[]> unwritten(Family family, byte[] from, byte[] to) {
        var unwritten = Changes.sorted();
        if (beingWritten != null) {
            unwritten.putAll(beingWritten.of(family).subMap(from, true, to, false));
        }
        unwritten.putAll(current.of(family).subMap(from, true, to, false));
        return unwritten;
    }

    /** Takes the changes out to be written. They are seen until {@link #written} says that the state has them. */
    Changes freeze() {
        if (beingWritten != null) {
            throw new IllegalStateException("the changes before are still being written");
        }
        var frozen = current;
        beingWritten = frozen;
        current = new Changes();
        return frozen;
    }

    void written() {
        beingWritten = null;
    }

    /** What the changes take of the heap, as of the last {@link #weigh}. */
    long bytes() {
        return bytes;
    }

    void weigh() {
        bytes = current.bytes() + (beingWritten == null ? 0 : beingWritten.bytes());
    }
}
