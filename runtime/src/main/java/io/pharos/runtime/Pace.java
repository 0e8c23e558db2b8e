package io.pharos.runtime;

import java.time.Duration;

/** How fast plans fold events, so that the next one can say at its start how long it will take. */
final class Pace {
    /** Of a thread, until one has been measured; of a small workspace it takes half as long. */
    private static final double FIRST_GUESS_NANOS = 10_000;

    private volatile double nanosPerEvent = FIRST_GUESS_NANOS;

    Duration of(double events, int threads) {
        return Duration.ofNanos((long) (events * nanosPerEvent / threads));
    }

    void took(Duration time, long events, int threads) {
        if (events > 0) {
            nanosPerEvent = (double) time.toNanos() * threads / events;
        }
    }
}
