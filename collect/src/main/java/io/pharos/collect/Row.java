package io.pharos.collect;

import io.pharos.model.Problem;
import io.pharos.model.Value;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a file.
 *
 * @param number from 1, the header not counted
 * @param line where it begins, from 1
 * @param columns what it holds; a missing value has no entry
 * @param problems why it cannot be used; then {@code columns} holds what could be read
 */
record Row(long number, long line, Map<String, Value> columns, List<Problem> problems) {

    /** A form of file that has rows. */
    @FunctionalInterface
    interface Format {
        /**
         * Hands the rows of a file to {@code sink}, until it ends or cannot be read any further.
         *
         * @throws java.io.UncheckedIOException if the bytes cannot be had
         */
        void read(InputStream file, Sink sink);
    }

    interface Sink {
        void row(Row row);

        /** The file cannot be read further than here. */
        void stop(RowProblem problem);
    }

    Optional<String> text(String column) {
        return Optional.ofNullable(columns.get(column)).flatMap(Row::text);
    }

    static Optional<String> text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> Optional.of(text);
            case Value.Amount amount -> Optional.of(amount.toString());
            case Value.Flag(var set) -> Optional.of(Boolean.toString(set));
            case Value.Moment _, Value.Items _, Value.Tags _, Value.Tally _, Value.Timeline _, Value.Funnel _ ->
                Optional.empty();
        };
    }

    /** The id of an event that is made of this row and has none. */
    String id() {
        var id = new RowId();
        columns.forEach((column, value) -> id.with(column).with(value.toString()));
        return id.at(number);
    }
}
