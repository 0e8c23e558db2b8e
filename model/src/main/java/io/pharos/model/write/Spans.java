package io.pharos.model.write;

import io.pharos.model.Span;
import java.time.Duration;

/** Writes lengths of time: {@code 90d}, {@code 1 month}. */
final class Spans {
    private Spans() {}

    static Flow.Scalar span(Span span) {
        return Flow.plain(text(span));
    }

    static String text(Span span) {
        return switch (span) {
            case Span.Fixed(var length) -> fixed(length);
            case Span.Calendar(var length) ->
                length.getMonths() == 0
                        ? counted(length.getYears(), "year")
                        : counted(Math.toIntExact(length.toTotalMonths()), "month");
        };
    }

    /** In the largest unit of which it is a whole number; a week is seven days. */
    private static String fixed(Duration length) {
        var seconds = length.toSeconds();
        if (seconds % 86_400 == 0 && seconds > 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String counted(int count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }
}
