package io.pharos.runtime;

import io.pharos.engine.Profile;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * At which events of a history a checkpoint is kept: every few, and the further back the fewer, so that whatever event comes late,
 * there is one not much further back than it comes. Checkpoint number m stays until {@code 32 * 2^z} have come behind it, where z
 * is how often m can be halved. So of n there are about {@code 16 log n}, and from d events back the one before is at most
 * {@code d/15 + every} further back.
 *
 * @param every so many events lie between two checkpoints
 */
record Spacing(int every) {
    private static final int KEPT = 32;

    /** Whether a checkpoint belongs here, right behind the last event of {@code profile}. */
    boolean isPlace(Profile profile) {
        return profile.events() % every == 0 && !profile.isStranger();
    }

    long number(Profile profile) {
        return profile.events() / every;
    }

    /** Whether checkpoint {@code number} is still there when {@code last} is the latest. */
    static boolean isKept(long number, long last) {
        return last - number < KEPT * Long.lowestOneBit(number);
    }

    /** The numbers of those that are there when {@code last} is the latest, that one first. */
    static long[] kept(long last) {
        var numbers = LongStream.builder();
        var apart = 1L;
        for (var number = last; number > 0; number -= apart) {
            while (last - number >= KEPT * apart) {
                apart *= 2;
                number -= number % apart;
            }
            if (number > 0) {
                numbers.add(number);
            }
        }
        return numbers.build().toArray();
    }

    /** Hands out the numbers of those that checkpoint {@code number} makes superfluous. */
    static void outlived(long number, LongConsumer each) {
        for (var distance = (long) KEPT; distance < number; distance *= 2) {
            var earlier = number - distance;
            if (Long.lowestOneBit(earlier) == distance / KEPT) {
                each.accept(earlier);
            }
        }
    }
}
