package io.pharos.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link Track}: some entries in the order of time, each an event or several that are kept together, and what
 * they come to. As bytes, of which the entries are not read before somebody asks for them. Immutable.
 */
final class Chunk {
    /** So many entries at most. More make it dearer to change one of them, fewer to go through all chunks. */
    static final int MOST = 32;

    /** Mostly enough for an entry, and for what is said before them. */
    private static final int ENTRY_BYTES = 10;

    private static final int HEAD_BYTES = 40;

    private final Slice bytes;
    private final int size;
    private final boolean older;
    private final Sum sum;
    private final long due;
    private final Slice body;
    private @Nullable List<Sum> entries;
    private @Nullable List<Sum> rests;

    /** @param body the entries; nothing where there is only one, of which all has been said before */
    private Chunk(int size, boolean older, Sum sum, long due, Slice body) {
        var to = new ByteWriter(HEAD_BYTES + body.length());
        sum.write(0, to.count(2L * size + (older ? 1 : 0)));
        if (older) {
            to.count(due == Profile.NEVER ? 0 : due - sum.last());
        }
        this.bytes = to.append(body).toSlice();
        this.size = size;
        this.older = older;
        this.sum = sum;
        this.due = due;
        this.body = body;
    }

    /** What has been written; that is found out as far as it is read. */
    Chunk(Slice bytes) {
        var from = new ByteReader(bytes);
        var head = from.count();
        if (head < 2 || head > 2 * MOST + 1) {
            throw from.damaged("a chunk of " + (head >>> 1) + " entries");
        }
        this.bytes = bytes;
        this.size = (int) head / 2;
        this.older = head % 2 == 1;
        this.sum = Sum.read(0, from);
        var wait = older ? from.count() : 0;
        this.due = wait == 0 ? Profile.NEVER : sum.last() + wait;
        this.body = from.rest();
    }

    /** Events that are kept one by one. */
    static Chunk ofLatest(List<Sum> events) {
        return new Chunk(events.size(), false, sum(events), Profile.NEVER, body(events));
    }

    /** @param due see {@link #due()} */
    static Chunk ofOlder(List<Sum> entries, long due) {
        return new Chunk(entries.size(), true, sum(entries), due, body(entries));
    }

    private static Sum sum(List<Sum> entries) {
        var sum = Sum.NONE;
        for (var entry : entries) {
            sum = sum.plus(entry);
        }
        return sum;
    }

    private static Slice body(List<Sum> entries) {
        var to = new ByteWriter(ENTRY_BYTES * entries.size());
        if (entries.size() > 1) {
            var before = entries.getFirst().first();
            for (var entry : entries) {
                entry.write(before, to);
                before = entry.last();
            }
        }
        return to.toSlice();
    }

    /** With one more event at the end; the others are not read for that. */
    Chunk with(Sum event) {
        var to = new ByteWriter(2 * ENTRY_BYTES + body.length());
        if (size == 1) {
            sum.write(sum.first(), to);
        }
        event.write(sum.last(), to.append(body));
        return new Chunk(size + 1, older, sum.plus(event), due, to.toSlice());
    }

    Slice bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Whether it is of those events that are no longer kept one by one. */
    boolean isOlder() {
        return older;
    }

    Sum sum() {
        return sum;
    }

    /** Until then no entry is long enough ago to be kept together with the one before it, in this chunk or the one before. */
    long due() {
        return due;
    }

    List<Sum> entries() {
        var known = entries;
        if (known == null) {
            known = size == 1 ? List.of(sum) : read();
            entries = known;
        }
        return known;
    }

    /** What the entries from that place on come to. */
    Sum rest(int place) {
        var known = rests;
        if (known == null) {
            known = Sum.rests(entries());
            rests = known;
        }
        return known.get(place);
    }

    private List<Sum> read() {
        var from = new ByteReader(body);
        var read = new Sum[size];
        var before = sum.first();
        for (var i = 0; i < size; i++) {
            read[i] = Sum.read(before, from);
            before = read[i].last();
        }
        from.end();
        return List.of(read);
    }
}
