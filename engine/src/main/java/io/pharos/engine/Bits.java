package io.pharos.engine;

/** A set of small numbers, of which few are in it: those that are not cost next to nothing. Not thread-safe. */
final class Bits {
    private final long[] words;
    /** The words that are not empty. */
    private final long[] filled;

    Bits(int numbers) {
        this.words = new long[(numbers + 63) >>> 6];
        this.filled = new long[(words.length + 63) >>> 6];
    }

    void set(int number) {
        words[number >>> 6] |= 1L << number;
        filled[number >>> 12] |= 1L << (number >>> 6);
    }

    void setAll(int[] numbers) {
        for (var number : numbers) {
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
        if (bits == 0) {
            word = nextFilled(word + 1);
            if (word < 0) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    private int nextFilled(int from) {
        for (var i = from >>> 6; i < filled.length; i++) {
            var bits = i == from >>> 6 ? filled[i] & -1L << from : filled[i];
            if (bits != 0) {
                return (i << 6) + Long.numberOfTrailingZeros(bits);
            }
        }
        return -1;
    }
}
