package io.pharos.engine;

import io.pharos.model.Value;
import org.jspecify.annotations.Nullable;

/** A compiled name or operand: the value it has in a step; null if that is missing. */
interface Read {
    @Nullable
    Value value(Frame frame);
}
