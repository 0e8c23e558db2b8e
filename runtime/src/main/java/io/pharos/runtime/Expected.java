package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.util.Optional;

/** Rows as they should be, gathered in a state of their own: they may be too many for the heap. Not thread-safe. */
final class Expected {
    private static final long HEAP_BYTES = 16L << 20;

    private final State scratch;
    private final Overlay rows;
    private int unweighed;

    /** @param scratch empty, and nobody else's */
    Expected(State scratch) {
        this.scratch = scratch;
        this.rows = new Overlay(scratch);
    }

    void put(Family family, byte[] key, byte[] value) {
        rows.put(family, key, value);
        unweighed++;
        if (unweighed == 1024) {
            unweighed = 0;
            rows.weigh();
            if (rows.bytes() > HEAP_BYTES) {
                spill();
            }
        }
    }

    Optional<byte[]> get(Family family, byte[] key) {
        return rows.get(family, key);
    }

    /** All that were put so far. */
    State.View view() {
        spill();
        return scratch.view();
    }

    private void spill() {
        scratch.write(rows.freeze()::write);
        rows.written();
    }
}
