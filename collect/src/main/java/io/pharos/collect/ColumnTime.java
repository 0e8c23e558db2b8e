package io.pharos.collect;

import io.pharos.model.FileMapping;
import io.pharos.model.TimePattern;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.time.Instant;
import java.util.Optional;

/** Reads the time of a row. A date without a time of day is the day's beginning. */
final class ColumnTime {
    private final FileMapping.TimeColumn time;
    private final TimePattern pattern;

    ColumnTime(FileMapping.TimeColumn time) {
        this.time = time;
        this.pattern = new TimePattern(time.format(), time.zone());
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
        return pattern.read(text.strip())
                .filter(moment -> !moment.isBefore(Times.EARLIEST) && !moment.isAfter(Times.LATEST));
    }
}
