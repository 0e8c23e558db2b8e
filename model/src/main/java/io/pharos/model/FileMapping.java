package io.pharos.model;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the rows of a file become events.
 *
 * @param format {@code csv} or {@code jsonl}
 * @param time the column of the event's time; empty for lines that are native events
 * @param eventNames tried in order over the row's columns
 * @param otherwise the name of events that match none of them
 * @param groupBy rows with the same value there become one event; its time is that of the earliest row
 * @param lists the columns that become parallel lists in a grouped event; of every other column the first row counts
 * @param sumsOfProducts a new property each: the sum over the rows of the product of two columns
 * @param id the column of the event's id
 * @param identify the column that says whose event it is: an identifier kind's, else the anonymous id
 */
public record FileMapping(
        Format format,
        Optional<TimeColumn> time,
        List<NamedWhen> eventNames,
        Optional<String> otherwise,
        Optional<String> groupBy,
        List<String> lists,
        Map<String, List<String>> sumsOfProducts,
        Optional<String> id,
        Optional<String> identify) {

    public enum Format {
        CSV,
        JSONL
    }

    public record TimeColumn(String column, String format, ZoneId zone) {
        /**
         * Reads times of that form, and no day that does not exist.
         *
         * @throws IllegalArgumentException if the form is no pattern
         */
        public DateTimeFormatter reader() {
            return TimePattern.reader(format);
        }

        /** Of a text that {@link #reader} reads; a day without a time of day is its beginning. */
        public Instant moment(DateTimeFormatter reader, String text) {
            return TimePattern.moment(reader, text, zone);
        }
    }

    /** The condition reads columns as properties and compares them with constants. */
    public record NamedWhen(Condition condition, String name) {}

    public FileMapping {
        eventNames = List.copyOf(eventNames);
        lists = List.copyOf(lists);
        sumsOfProducts = Workspace.ordered(sumsOfProducts);
    }
}
