package io.pharos.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Slows down whoever guesses: after a few wrong passwords nobody may try for a while, longer each time. It is one gate
 * for the whole server, since addresses are cheap to change and there is one account to guess.
 */
public final class LoginGate {
    private static final int FREE_ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final InstantSource clock;
    private int failures;
    private Instant closedUntil = Instant.MIN;

    public LoginGate(InstantSource clock) {
        this.clock = clock;
    }

    /** How long nobody may try; zero if an attempt is welcome now. */
    public synchronized Duration closedFor() {
        var now = clock.instant();
        return now.isBefore(closedUntil) ? Duration.between(now, closedUntil) : Duration.ZERO;
    }

    public synchronized void failed() {
        failures++;
        if (failures >= FREE_ATTEMPTS) {
            var doublings = Math.min(failures - FREE_ATTEMPTS, 6);
            var wait = FIRST_WAIT.multipliedBy(1L << doublings);
            closedUntil = clock.instant().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        }
    }

    public synchronized void succeeded() {
        failures = 0;
        closedUntil = Instant.MIN;
    }
}
