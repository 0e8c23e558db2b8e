package io.pharos.collect;

import io.pharos.model.FileMapping;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads the time of a row. A date without a time of day is the day's beginning. */
final class ColumnTime {
    private final String column;
    private final String pattern;
    private final DateTimeFormatter format;
    private final ZoneId zone;

    ColumnTime(FileMapping.TimeColumn time) {
        this.column = time.column();
        this.pattern = time.format();
        this.zone = time.zone();
        this.format =
                DateTimeFormatter.ofPattern(strict(pattern), Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    String column() {
        return column;
    }

    String expected() {
        return "a time of the form " + pattern;
    }

    Optional<Instant> of(Row row) {
        return row.text(column).flatMap(this::parse);
    }

    /** The moment that a text in some column stands for: in the time's own column of its form, elsewhere in ISO form. */
    Optional<Instant> moment(String text, String where) {
        return where.equals(column)
                ? parse(text)
                : ValueText.moment(text.strip(), zone).map(Value.Moment::at);
    }

    private Optional<Instant> parse(String text) {
        try {
            return Optional.of(instant(format.parseBest(
                            text.strip(),
                            ZonedDateTime::from,
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from)))
                    .filter(time -> !time.isBefore(Times.EARLIEST) && !time.isAfter(Times.LATEST));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate day -> day.atStartOfDay(zone).toInstant();
            default -> throw new IllegalStateException("not asked for: " + parsed);
        };
    }

    /**
     * {@code y} is the year of an era, which a strict reader takes only together with the era; people mean {@code u}.
     * A lenient reader would take February 30 for February 28.
     */
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
