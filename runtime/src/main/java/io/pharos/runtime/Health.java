package io.pharos.runtime;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the host can go on. After a failure of the storage, or of the program, nothing is applied and nothing is written
 * back any more: what is durable in the log is applied again at the next start.
 */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    void fail(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            LOG.error("the host has stopped; what it accepted is in its log", cause);
        }
    }

    IllegalStateException stopped() {
        var stopped = new IllegalStateException("the host has stopped");
        failure().ifPresent(stopped::initCause);
        return stopped;
    }
}
