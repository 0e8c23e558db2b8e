package io.pharos.engine;

/** A set of small numbers. Not thread-safe. */
final class Bits {
    private final long[] words;

    Bits(int numbers) {
        this.words = new long[(numbers + 63) >>> 6];
    }

    void set(int number) {
        words[number >>> 6] |= 1L << number;
    }

    void setAll(int[] numbers) {
        for (var number : numbers) {
            set(number);
        }
    }

    void setFirst(int count) {
        for (var number = 0; number < count; number++) {
            set(number);
        }
    }

    boolean has(int number) {
        return (words[number >>> 6] & 1L << number) != 0;
    }

    /** The least number not below {@code from}, or -1. */
    int next(int from) {
        var word = from >>> 6;
        if (word >= words.length) {
            return -1;
        }
        var bits = words[word] & -1L << from;
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }
}
