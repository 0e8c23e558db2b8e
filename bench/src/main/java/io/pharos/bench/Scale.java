package io.pharos.bench;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param warmUps rounds before the measured ones
 * @param rounds of every measurement
 * @param events of a round over HTTP
 * @param visitors who send them
 * @param run of one probe that is repeated
 * @param steady how long the server is kept busy to see whether it keeps its pace
 */
record Scale(int warmUps, int rounds, int events, int visitors, Duration run, Duration steady) {

    Scale quick() {
        return new Scale(warmUps, rounds, events / 10, visitors / 10, run.dividedBy(4), steady.dividedBy(10));
    }

    Rounds inRounds() {
        return new Rounds(warmUps, rounds);
    }

    /** The same with more rounds to warm up. */
    Rounds inRounds(int times) {
        return new Rounds(warmUps * times, rounds);
    }
}
