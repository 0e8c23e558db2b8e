package io.pharos.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * How far profiles have come on their way under the definitions in force.
 *
 * @param version the number of the publication they are brought under
 * @param done profiles that are there
 * @param all profiles there are
 * @param remaining about how long the rest takes; empty if there is none, or nothing can be said yet
 */
public record Refold(long version, long done, long all, Optional<Duration> remaining) {
    public boolean isComplete() {
        return done >= all;
    }
}
