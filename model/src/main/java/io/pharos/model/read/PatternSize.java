package io.pharos.model.read;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a pattern becomes when its repetitions are written out, which is what matching needs memory for: each of
 * {@code ((a{99}){99}){99}} is short, and all of them together are a million letters.
 */
final class PatternSize {
    /** Beyond it nobody asks how large exactly. */
    private static final long VERY_LARGE = 1_000_000_000;

    private final String pattern;
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** About so many letters and classes. */
    static long of(String pattern) {
        return new PatternSize(pattern).count();
    }

    private long count() {
        Deque<Long> outer = new ArrayDeque<>();
        var sum = 0L;
        while (at < pattern.length()) {
            var letter = pattern.charAt(at++);
            var one = 1L;
            switch (letter) {
                case '(' -> {
                    outer.push(sum);
                    sum = 0;
                    continue;
                }
                case ')' -> {
                    one = sum + 1;
                    sum = outer.isEmpty() ? 0 : outer.pop();
                }
                case '[' -> skipClass();
                case '\\' -> skipEscape();
                default -> {}
            }
            sum = Math.min(VERY_LARGE, sum + one * repetitions());
        }
        return outer.stream().reduce(sum, Long::sum);
    }

    private void skipEscape() {
        var end = pattern.startsWith("Q", at) ? pattern.indexOf("\\E", at) : -1;
        at = end < 0 ? at + 1 : end + 2;
    }

    private void skipClass() {
        at += at < pattern.length() && pattern.charAt(at) == '^' ? 1 : 0;
        at += at < pattern.length() && pattern.charAt(at) == ']' ? 1 : 0;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 2 : pattern.startsWith("[:", at) ? namedClass() : 1;
        }
        at++;
    }

    /** The length of a class in a class, such as {@code [:alpha:]}. */
    private int namedClass() {
        var end = pattern.indexOf(":]", at + 2);
        return end < 0 ? 1 : end + 2 - at;
    }

    /** The most of {@code {2,5}} or of the least if there is no most; 1 if nothing of the kind stands here. */
    private long repetitions() {
        var end = at < pattern.length() && pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
        if (end < 0 || !pattern.substring(at + 1, end).matches("\\d{1,4}(,\\d{0,4})?")) {
            return 1;
        }
        var counts = pattern.substring(at + 1, end).split(",");
        at = end + 1;
        return Math.min(VERY_LARGE, Math.max(1, Long.parseLong(counts[counts.length - 1])) * repetitions());
    }
}
