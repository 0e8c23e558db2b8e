package io.pharos.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The definitions that profiles are folded under, as they are met. Not thread-safe. */
final class KnownEditions {
    private final Map<Long, Optional<Edition>> known = new HashMap<>();
    private final Opening opening;

    KnownEditions(Opening.InForce inForce, Opening opening) {
        this.opening = opening;
        known.put(inForce.edition().fingerprint(), Optional.of(inForce.edition()));
    }

    /** Empty if this program cannot tell any more. */
    Optional<Edition> of(long fingerprint) {
        return known.computeIfAbsent(fingerprint, opening::folding);
    }
}
