package io.pharos.actions;

import java.time.Duration;
import java.util.Optional;

/** How one try to send went. */
sealed interface Attempt {
    record Accepted(String answer) implements Attempt {}

    /** Trying again would come to the same. */
    record Refused(String reason) implements Attempt {}

    /** May go better later. */
    record Failed(String reason, Optional<Duration> retryAfter) implements Attempt {
        Failed(String reason) {
            this(reason, Optional.empty());
        }
    }
}
