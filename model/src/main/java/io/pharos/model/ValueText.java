package io.pharos.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Numbers and moments as text: what is read as one, and how one is written. */
public final class ValueText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_NUMBER = 400;
    private static final long FIRST_OF_FOUR_DIGITS =
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_OF_FOUR_DIGITS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int MILLIS_OF_DAY = 86_400_000;

    private ValueText() {}

    /** The number that the whole of {@code text} is, blanks around it aside; empty if it is none or does not fit. */
    public static Optional<Value.Amount> amount(String text) {
        var stripped = text.strip();
        if (stripped.length() > LONGEST_NUMBER || !isNumber(stripped)) {
            return Optional.empty();
        }
        var number = new BigDecimal(stripped);
        return Value.Amount.fits(number) ? Optional.of(new Value.Amount(number)) : Optional.empty();
    }

    /**
     * The moment an ISO-8601 date or time stands for; one without an offset is read in {@code zone}, a date alone is the
     * start of its day. Empty for anything else and for years of more than four digits.
     */
    public static Optional<Value.Moment> moment(String text, ZoneId zone) {
        if (!looksNumeric(text)) {
            return Optional.empty();
        }
        try {
            var moment = parse(text, zone);
            return Value.Moment.fits(moment) ? Optional.of(new Value.Moment(moment)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A moment as every face of Pharos writes it, such as {@code 2026-03-02T10:00:00.000Z}. */
    public static String time(Instant moment) {
        var millis = moment.toEpochMilli();
        return millis >= FIRST_OF_FOUR_DIGITS && millis <= LAST_OF_FOUR_DIGITS ? written(millis) : TIME.format(moment);
    }

    /** By hand: the general formatter takes longer than writing the rest of a view. */
    private static String written(long millis) {
        var date = LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_OF_DAY));
        var ofDay = Math.floorMod(millis, MILLIS_OF_DAY);
        var text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(date.getYear(), text, 4);
        digits(date.getMonthValue(), text, 7);
        digits(date.getDayOfMonth(), text, 10);
        digits(ofDay / 3_600_000, text, 13);
        digits(ofDay / 60_000 % 60, text, 16);
        digits(ofDay / 1000 % 60, text, 19);
        digits(ofDay % 1000, text, 23);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes {@code number} so that its last digit stands before {@code end}. */
    private static void digits(int number, byte[] text, int end) {
        for (var rest = number; rest > 0; rest /= 10) {
            text[--end] = (byte) ('0' + rest % 10);
        }
    }

    private static Instant parse(String text, ZoneId zone) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        var last = text.charAt(text.length() - 1);
        var offset = last == 'Z' || text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }

    /** {@code [+-]digits[.digits][e[+-]digits]}, the exponent of four digits at most. By hand: every numeric text passes here. */
    private static boolean isNumber(String text) {
        if (!looksNumeric(text)) {
            return false;
        }
        var end = text.length();
        var at = digits(text, text.charAt(0) >= '0' ? 0 : 1);
        if (text.charAt(at - 1) < '0') {
            return false;
        }
        if (at < end && text.charAt(at) == '.') {
            var fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            var sign = at + 1 < end && (text.charAt(at + 1) == '+' || text.charAt(at + 1) == '-') ? 1 : 0;
            var exponent = digits(text, at + 1 + sign);
            var length = exponent - (at + 1 + sign);
            return length >= 1 && length <= 4 && exponent == end;
        }
        return at == end;
    }

    /** Where the digits that start at {@code from} end. */
    private static int digits(String text, int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Cheap, and false of most texts: saves parsing words. */
    private static boolean looksNumeric(String text) {
        if (text.isEmpty()) {
            return false;
        }
        var first = text.charAt(0);
        return (first >= '0' && first <= '9') || first == '-' || first == '+';
    }
}
