package io.pharos.collect;

import io.pharos.model.Problem;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of a file that hold a JSON value each; blank lines are passed over. Not thread-safe. */
final class JsonLines {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Lines lines;
    private byte[] bytes = {};
    private long row;

    JsonLines(InputStream file) {
        this.lines = new Lines(file);
    }

    boolean advance() {
        while (lines.advance()) {
            bytes = lines.number() == 1 ? withoutMark(lines.bytes()) : lines.bytes();
            if (lines.isTooLong() || !isBlank(bytes)) {
                row++;
                return true;
            }
        }
        return false;
    }

    /** The number of the value, from 1. */
    long row() {
        return row;
    }

    long line() {
        return lines.number();
    }

    /** The id of an event that the line holds and that has none. */
    String rowId() {
        return new RowId().with(new String(bytes, StandardCharsets.ISO_8859_1)).at(row);
    }

    /** Lets {@code reader} read the line; returns why it cannot be read. */
    Optional<Problem> read(Consumer<byte[]> reader) {
        if (lines.isTooLong()) {
            return Optional.of(new Problem(
                    "row.too-long",
                    Problem.Place.inEvent("row"),
                    "more than " + Limits.LINE_BYTES + " bytes",
                    "at most " + Limits.LINE_BYTES,
                    ""));
        }
        try {
            reader.accept(Body.wellFormed(bytes));
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(inLine(refused.problem()));
        }
    }

    private static Problem inLine(Problem problem) {
        var column = problem.place().column();
        var place = Problem.Place.inEvent(column > 0 ? "column " + column : "row");
        return new Problem(problem.code(), place, problem.found(), problem.expected(), problem.hint());
    }

    private static byte[] withoutMark(byte[] line) {
        var length = BYTE_ORDER_MARK.length;
        return line.length >= length && Arrays.equals(line, 0, length, BYTE_ORDER_MARK, 0, length)
                ? Arrays.copyOfRange(line, length, line.length)
                : line;
    }

    private static boolean isBlank(byte[] line) {
        for (var letter : line) {
            if (letter != ' ' && letter != '\t' && letter != '\r') {
                return false;
            }
        }
        return true;
    }
}
