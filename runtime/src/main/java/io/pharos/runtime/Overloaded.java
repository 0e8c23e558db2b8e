package io.pharos.runtime;

import java.time.Duration;

/** The mailbox has no room. Nothing of what was handed in was taken; handing it in again later is safe. */
public final class Overloaded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Duration retryAfter;

    Overloaded(Duration retryAfter) {
        super("the mailbox is full; try again in " + retryAfter.toMillis() + " ms");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
