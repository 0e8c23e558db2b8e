package io.pharos.engine;

import io.pharos.model.Value;
import org.jspecify.annotations.Nullable;

/** The derived values of one step: many conditions may ask for one of them, and it is computed once. Not thread-safe. */
final class Derived {
    private final int size;
    private @Nullable Value @Nullable [] values;
    private long[] computedAt = new long[0];
    private long stamp;
    private long now;

    Derived(int size) {
        this.size = size;
    }

    /** Something that they may be derived from has changed. */
    void forget() {
        stamp++;
    }

    @Nullable
    Value value(int number, Read expression, Frame frame) {
        if (frame.now != now) {
            now = frame.now;
            stamp++;
        }
        var known = values;
        if (known == null) {
            known = new Value[size];
            values = known;
            computedAt = new long[size];
            stamp++;
        }
        if (computedAt[number] != stamp) {
            known[number] = expression.value(frame);
            computedAt[number] = stamp;
        }
        return known[number];
    }
}
