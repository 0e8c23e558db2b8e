package io.pharos.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Times as texts, in a pattern of {@link DateTimeFormatter}; names of months and days are English ones. Immutable. */
public final class TimePattern {
    private final ZoneId zone;
    private final DateTimeFormatter reader;
    private final DateTimeFormatter writer;

    /**
     * @param zone of texts which name none, and in which times are written
     * @throws IllegalArgumentException if the pattern is none
     */
    public TimePattern(String pattern, ZoneId zone) {
        this.zone = zone;
        this.reader = reader(pattern);
        this.writer = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    }

    /** The moment that the text stands for, a day alone for its beginning; empty if it is of another form. */
    public Optional<Instant> read(String text) {
        try {
            return Optional.of(moment(reader, text, zone));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    public String write(Instant moment) {
        return writer.format(moment);
    }

    /** It reads no day that does not exist: a lenient reader would take February 30 for February 28. */
    static DateTimeFormatter reader(String pattern) {
        return DateTimeFormatter.ofPattern(strict(pattern), Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    static Instant moment(DateTimeFormatter reader, String text, ZoneId zone) {
        var parsed =
                reader.parseBest(text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
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
