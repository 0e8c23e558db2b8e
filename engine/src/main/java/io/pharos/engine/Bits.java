package io.pharos.engine;

import java.util.Collection;

/** A set of small numbers, of which few are in it: those that are not cost next to nothing. Not thread-safe. */
final class Bits {
    /** The bits of the numbers, and after them a bit for each word that is not empty. */
    private final long[] words;
    /** Where those of the words begin. */
    private final int filled;

    Bits(int numbers) {
        this.filled = (numbers + 63) >>> 6;
        this.words = new long[filled + ((filled + 63) >>> 6)];
    }

    /** Numbers as an array, rising. */
    static int[] numbers(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    void set(int number) {
        words[number >>> 6] |= 1L << number;
        words[filled + (number >>> 12)] |= 1L << (number >>> 6);
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
        if (word >= filled) {
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
        var first = from >>> 6;
        for (var i = first; filled + i < words.length; i++) {
            var bits = i == first ? words[filled + i] & -1L << from : words[filled + i];
            if (bits != 0) {
                return (i << 6) + Long.numberOfTrailingZeros(bits);
            }
        }
        return -1;
    }
}
