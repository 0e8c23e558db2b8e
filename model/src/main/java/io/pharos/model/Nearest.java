package io.pharos.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a person probably meant, by the number of letters they would have to change. */
public final class Nearest {
    private static final int LONGEST = 60;
    private static final int SHORTEST_BEGINNING = 3;

    private Nearest() {}

    /** A question that offers the nearest of {@code known}; empty if none is near. */
    public static String hint(String written, Collection<String> known) {
        return to(written, known).map(name -> "Did you mean " + name + "?").orElse("");
    }

    /** The nearest of {@code known}, in which case, blanks and hyphens do not count; empty if none is near. */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        var wanted = plain(written);
        // Something of the word has to stay: every word of one letter is one change from another.
        var bound = Math.min(wanted.length(), Math.max(1, wanted.length() / 3) + 1);
        Optional<String> nearest = Optional.empty();
        for (var name : known) {
            if (Math.abs(name.length() - wanted.length()) < bound) {
                var distance = distance(wanted, plain(name));
                if (distance < bound) {
                    bound = distance;
                    nearest = Optional.of(name);
                }
            }
        }
        return nearest.or(() -> beginning(wanted, known));
    }

    /** The only name that goes on where {@code wanted} stops. */
    private static Optional<String> beginning(String wanted, Collection<String> known) {
        var longer = known.stream()
                .filter(name ->
                        wanted.length() >= SHORTEST_BEGINNING && plain(name).startsWith(wanted))
                .limit(2)
                .toList();
        return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Insertions, deletions, changes of a letter, and swaps of two neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int step(int[][] rows, String a, String b, int i, int j) {
        var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        var least = Math.min(Math.min(rows[i - 1][j], rows[i][j - 1]) + 1, rows[i - 1][j - 1] + change);
        var swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
