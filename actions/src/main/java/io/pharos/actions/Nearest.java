package io.pharos.actions;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Helps people who mistyped a name. */
final class Nearest {
    private static final int LISTED = 12;

    private Nearest() {}

    /** A sentence that says which known name is meant, or which there are. */
    static String hint(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate)))
                .filter(candidate ->
                        distance(typed, candidate) <= Math.max(Math.min(2, typed.length() - 1), typed.length() / 3))
                .map(candidate -> "Did you mean " + candidate + "?")
                .orElseGet(() -> "There are: " + listed(known) + ".");
    }

    private static String listed(Collection<String> known) {
        var some = new TreeSet<>(known).stream().limit(LISTED).collect(Collectors.joining(", "));
        return known.size() > LISTED ? some + " and " + (known.size() - LISTED) + " more" : some;
    }

    /** Letters to insert, drop or exchange to get from one to the other (Levenshtein). */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (var line = 1; line <= from.length(); line++) {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column <= to.length(); column++) {
                var exchanged = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(exchanged, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
