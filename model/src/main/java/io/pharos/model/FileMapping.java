package io.pharos.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
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
         * Reads times of that form, and no day that does not exist: a lenient reader would take February 30 for
         * February 28.
         *
         * @throws IllegalArgumentException if the form is no pattern
         */
        public DateTimeFormatter reader() {
            return DateTimeFormatter.ofPattern(strict(format), Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
        }

        /** Of a text that {@link #reader} reads; a day without a time of day is its beginning. */
        public Instant moment(DateTimeFormatter reader, String text) {
            var parsed = reader.parseBest(
                    text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (parsed) {
                case ZonedDateTime zoned -> zoned.toInstant();
                case OffsetDateTime offset -> offset.toInstant();
                case LocalDateTime local -> local.atZone(zone).toInstant();
                case LocalDate day -> day.atStartOfDay(zone).toInstant();
                default -> throw new IllegalStateException("not asked for: " + parsed);
            };
        }

        /** {@code y} is the year of an era, which a strict reader takes only together with the era; people mean {@code u}. */
        private static String strict(String pattern) {
            if (pattern.contains("G")) {
                return pattern;
            }
            var strict = new StringBuilder(pattern.length());
            var quoted = false;
            for (var i = 0; i < pattern.length(); i++) {
                var letter = pattern.charAt(i);
                quoted ^= letter == '\'';
                strict.append(letter == 'y' && !quoted ? 'u' : letter);
            }
            return strict.toString();
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
