package io.pharos.collect;

import io.pharos.model.Problem;

/**
 * Something in a row of a file that cannot be taken as it is.
 *
 * @param row the row's number from 1, the header not counted; 0 if it concerns the file as a whole
 * @param line the line of the file on which the row begins, from 1
 */
public record RowProblem(long row, long line, Problem problem) {
    @Override
    public String toString() {
        return "line " + line + ", " + problem;
    }
}
