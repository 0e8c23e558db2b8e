package io.pharos.model.read;

import io.pharos.model.Problem;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands. The path is put together only when somebody asks, since few nodes have a problem.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param outer the node around it; null for the file itself
 * @param step from there to here: a key, or an index such as {@code [0]}; empty for the file itself
 */
record Spot(String file, int line, int column, @Nullable Spot outer, String step) {
    private static final int LONGEST_STEP = 60;

    static Spot ofFile(String file) {
        return new Spot(file, 1, 1, null, "");
    }

    Spot at(int otherLine, int otherColumn) {
        return new Spot(file, otherLine, otherColumn, outer, step);
    }

    Spot key(String key) {
        return new Spot(file, line, column, this, key);
    }

    Spot index(int index) {
        return new Spot(file, line, column, this, "[" + index + "]");
    }

    Problem.Place place() {
        return new Problem.Place(file, line, column, path());
    }

    /** Names the place to somebody who is at another one. */
    String fileAndLine() {
        return file + ":" + line;
    }

    private String path() {
        var steps = new ArrayDeque<String>();
        for (var spot = this; spot != null; spot = spot.outer) {
            if (!spot.step.isEmpty()) {
                steps.addFirst(Shown.shortened(spot.step, LONGEST_STEP));
            }
        }
        return String.join(".", steps).replace(".[", "[");
    }
}
