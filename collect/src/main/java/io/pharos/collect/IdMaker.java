package io.pharos.collect;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes ids for what came without one. They rise with arrival, compared as text: 13 digits of a number that is the time
 * in milliseconds with a counter behind it, then 13 digits of chance. The digits are Crockford's base 32, as in a
 * <a href="https://github.com/ulid/spec">ULID</a>. Thread-safe if its source of chance is.
 */
final class IdMaker {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int DIGITS_OF_A_LONG = 13;
    private static final int COUNTER_BITS = 16;

    private final AtomicLong last = new AtomicLong();
    private final RandomGenerator chance;

    IdMaker(RandomGenerator chance) {
        this.chance = chance;
    }

    String next(Instant arrival) {
        var earliest = arrival.toEpochMilli() << COUNTER_BITS;
        var number = last.accumulateAndGet(earliest, (before, now) -> Math.max(before + 1, now));
        var id = new StringBuilder(2 * DIGITS_OF_A_LONG);
        append(number, id);
        append(chance.nextLong(), id);
        return id.toString();
    }

    private static void append(long number, StringBuilder id) {
        for (var digit = DIGITS_OF_A_LONG - 1; digit >= 0; digit--) {
            id.append(DIGITS.charAt((int) (number >>> (5 * digit)) & 31));
        }
    }
}
