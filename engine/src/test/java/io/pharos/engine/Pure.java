package io.pharos.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the engine may do: see that its fence has a gate. */
record Pure(Instant at) {
    private static final List<String> NAMES = List.of("a", "b");

    Pure later() {
        return NAMES.isEmpty() ? this : new Pure(at.plus(Duration.ofDays(1)));
    }
}
