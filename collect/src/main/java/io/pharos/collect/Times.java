package io.pharos.collect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** Reads moments as senders write them. */
final class Times {
    static final String EXPECTED =
            "a time with its offset such as \"2026-03-01T10:00:00Z\", or milliseconds since 1970";

    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Below it, a number of milliseconds would lie in 1970 to 1973, and is a number of seconds. */
    static final long LEAST_MILLIS = 100_000_000_000L;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final int SECONDS_END = "2026-03-01T10:00:00".length();

    private Times() {}

    /** ISO 8601 with date, time and offset; empty for everything else. */
    static Optional<Instant> iso(String text) {
        var end = text.length() - 1;
        return end >= SECONDS_END && text.charAt(end) == 'Z'
                ? utc(text, end).or(() -> anyOffset(text))
                : anyOffset(text);
    }

    static Optional<Instant> millis(long millis) {
        return millis < LEAST_MILLIS ? Optional.empty() : possible(Instant.ofEpochMilli(millis));
    }

    private static Optional<Instant> anyOffset(String text) {
        if (text.contains(".Z")) {
            return Optional.empty(); // the library takes a fraction without digits
        }
        try {
            return possible(OffsetDateTime.parse(text, ISO).toInstant());
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> possible(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? Optional.empty() : Optional.of(time);
    }

    /**
     * The form nearly all clients send, {@code 2026-03-01T10:00:00.000Z}, read by hand: the general parser takes longer
     * than reading the whole rest of an event.
     */
    private static Optional<Instant> utc(String text, int end) {
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Optional.empty();
        }
        var year = digits(text, 0, 4);
        var month = digits(text, 5, 7);
        var day = digits(text, 8, 10);
        var hour = digits(text, 11, 13);
        var minute = digits(text, 14, 16);
        var second = digits(text, 17, SECONDS_END);
        var millis = end == SECONDS_END ? 0 : fraction(text, end);
        if (year < 1
                || month < 1
                || month > 12
                || day < 1
                || day > LocalDate.of(year, month, 1).lengthOfMonth()
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || millis < 0) {
            return Optional.empty();
        }
        var seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3600L + minute * 60L + second;
        return Optional.of(Instant.ofEpochMilli(seconds * 1000 + millis));
    }

    /** The milliseconds of {@code .123} or {@code .123456}; -1 for another form, which the general parser reads. */
    private static int fraction(String text, int end) {
        var length = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || length < 3 || length > 9) {
            return -1;
        }
        return digits(text, SECONDS_END + 4, end) < 0 ? -1 : digits(text, SECONDS_END + 1, SECONDS_END + 4);
    }

    /** The number written from {@code from} up to {@code to}; -1 if something else than digits stands there. */
    private static int digits(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
