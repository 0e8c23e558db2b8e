package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Rows asked for one after the other, so that those of several families can be read side by side. Not thread-safe. */
final class RowCursor {
    private static final int PAGE_ROWS = 512;
    private static final int PAGE_BYTES = 1 << 20;

    private final Rows rows;
    private final Family family;
    private final byte[] to;
    private final Deque<Row> page = new ArrayDeque<>();
    private byte[] from;
    private boolean isLast;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(byte[] key, byte[] value) {
        /** What the key begins with, in families where that is a profile. */
        long profile() {
            return ByteBuffer.wrap(key).getLong();
        }
    }

    /** What two families, or two stores, say under one key; one of them may have nothing there. */
    interface Pair {
        void rows(byte[] key, byte @Nullable [] one, byte @Nullable [] other);
    }

    /** @param rows that do not change meanwhile */
    RowCursor(Rows rows, Family family, byte[] from, byte[] to) {
        this.rows = rows;
        this.family = family;
        this.from = from;
        this.to = to;
    }

    static RowCursor all(Rows rows, Family family) {
        return new RowCursor(rows, family, Keys.FIRST, Keys.behind(Keys.FIRST));
    }

    /** Null behind the last. */
    @Nullable
    Row peek() {
        if (page.isEmpty() && !isLast) {
            turn();
        }
        return page.peek();
    }

    /** Passes over the row that {@link #peek} shows. */
    void pass() {
        page.remove();
    }

    /** The next row if it is one of that profile; it is passed over then. */
    @Nullable
    Row take(long profile) {
        var next = peek();
        if (next == null || next.profile() != profile) {
            return null;
        }
        pass();
        return next;
    }

    /** The profile whose rows come next in any of them; null if there are none left. */
    static @Nullable Long profile(RowCursor... cursors) {
        Long first = null;
        for (var cursor : cursors) {
            var next = cursor.peek();
            if (next != null && (first == null || Long.compareUnsigned(next.profile(), first) < 0)) {
                first = next.profile();
            }
        }
        return first;
    }

    private void turn() {
        var bytes = new int[1];
        isLast = true;
        rows.scan(family, from, to, (key, value) -> {
            page.add(new Row(key, value));
            bytes[0] += key.length + value.length;
            isLast = page.size() < PAGE_ROWS && bytes[0] < PAGE_BYTES;
            return isLast;
        });
        var last = page.peekLast();
        from = last == null ? from : Keys.after(last.key());
    }

    /** Walks through the rows of both in the order of their keys. */
    static void join(RowCursor one, RowCursor other, Pair pair) {
        var left = one.peek();
        var right = other.peek();
        while (left != null || right != null) {
            var order = right == null ? -1 : left == null ? 1 : Arrays.compareUnsigned(left.key(), right.key());
            var first = left != null && order <= 0 ? left : null;
            var second = right != null && order >= 0 ? right : null;
            if (first != null) {
                one.pass();
                pair.rows(first.key(), first.value(), second == null ? null : second.value());
            } else if (second != null) {
                pair.rows(second.key(), null, second.value());
            }
            if (second != null) {
                other.pass();
            }
            left = one.peek();
            right = other.peek();
        }
    }
}
