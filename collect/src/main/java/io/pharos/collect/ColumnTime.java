package io.pharos.collect;

import io.pharos.model.FileMapping;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the time of a row. A date without a time of day is the day's beginning. */
final class ColumnTime {
    private final FileMapping.TimeColumn time;
    private final DateTimeFormatter reader;

    ColumnTime(FileMapping.TimeColumn time) {
        this.time = time;
        this.reader = time.reader();
    }

    String column() {
        return time.column();
    }

    String expected() {
        return "a time of the form " + time.format();
    }

    Optional<Instant> of(Row row) {
        return row.text(column()).flatMap(this::parse);
    }

    /** The moment that a text in some column stands for: in the time's own column of its form, elsewhere in ISO form. */
    Optional<Instant> moment(String text, String where) {
        return where.equals(column())
                ? parse(text)
                : ValueText.moment(text.strip(), time.zone()).map(Value.Moment::at);
    }

    private Optional<Instant> parse(String text) {
        try {
            return Optional.of(time.moment(reader, text.strip()))
                    .filter(moment -> !moment.isBefore(Times.EARLIEST) && !moment.isAfter(Times.LATEST));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
