package io.pharos.engine.testkit;

import java.util.Optional;

/** Whether something was met that could not be used, in whole or in part. */
final class Problems {
    private boolean met;

    boolean isMet() {
        return met;
    }

    void meet() {
        met = true;
    }

    /** {@code converted}, which is empty if the value was there but is not what was asked for. */
    <T> Optional<T> usable(Optional<T> converted) {
        met |= converted.isEmpty();
        return converted;
    }
}
