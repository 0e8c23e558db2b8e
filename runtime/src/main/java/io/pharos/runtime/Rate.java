package io.pharos.runtime;

import java.time.InstantSource;

/** How much happened within the last minute, to the second. Thread-safe. */
final class Rate {
    private static final int SECONDS = 60;

    private final InstantSource clock;
    private final long[] counts = new long[SECONDS];
    private long second;

    Rate(InstantSource clock) {
        this.clock = clock;
        this.second = clock.instant().getEpochSecond();
    }

    synchronized void add(long number) {
        turn();
        counts[(int) Math.floorMod(second, (long) SECONDS)] += number;
    }

    synchronized long lastMinute() {
        turn();
        var sum = 0L;
        for (var count : counts) {
            sum += count;
        }
        return sum;
    }

    private void turn() {
        var now = clock.instant().getEpochSecond();
        for (var passed = Math.max(second + 1, now - SECONDS + 1); passed <= now; passed++) {
            counts[(int) Math.floorMod(passed, (long) SECONDS)] = 0;
        }
        second = Math.max(second, now);
    }
}
