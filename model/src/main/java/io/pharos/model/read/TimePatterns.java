package io.pharos.model.read;

import io.pharos.model.FileMapping.TimeColumn;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads patterns of times, each of which is tried. */
final class TimePatterns {
    static final String FORM = "a pattern such as yyyy-MM-dd HH:mm:ss";
    private static final ZonedDateTime SOME_TIME = ZonedDateTime.of(2026, 3, 1, 10, 20, 30, 0, ZoneOffset.UTC);

    private final Problems problems;
    private final Scalars scalars;

    TimePatterns(Problems problems, Scalars scalars) {
        this.problems = problems;
        this.scalars = scalars;
    }

    /** A pattern by which texts can be read. */
    Optional<String> toRead(Yaml node) {
        return pattern(node, TimePatterns::faultInReading);
    }

    /** A pattern by which moments can be written. */
    Optional<String> toWrite(Yaml node) {
        return pattern(node, TimePatterns::faultInWriting);
    }

    private Optional<String> pattern(Yaml node, Function<String, Optional<String>> faultOf) {
        var pattern = scalars.text(node, FORM);
        var fault = pattern.flatMap(faultOf);
        fault.ifPresent(message -> problems.wrongType(node, FORM, Shown.shortened(message, 150) + "."));
        return fault.isPresent() ? Optional.empty() : pattern;
    }

    /** Why times cannot be read by {@code pattern}, for which it is tried on what it has written itself. */
    private static Optional<String> faultInReading(String pattern) {
        var time = new TimeColumn("time", pattern, ZoneOffset.UTC);
        try {
            var reader = time.reader();
            var text = reader.format(SOME_TIME);
            var later = reader.format(SOME_TIME.plusHours(1));
            var isSame = time.moment(reader, text).equals(time.moment(reader, later));
            var isLost = isSame && !text.equals(later);
            return isLost
                    ? Optional.of("It tells no hour: that takes HH, or hh with a for AM and PM")
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("It tells no day: that takes the year (yyyy), the month (MM) and the day (dd)");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> faultInWriting(String pattern) {
        try {
            var written = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(SOME_TIME);
            return written.isBlank() ? Optional.of("It writes nothing") : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
