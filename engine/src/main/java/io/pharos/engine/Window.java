package io.pharos.engine;

import io.pharos.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** How far back a condition asks. Moments are in milliseconds. */
record Window(Span span, ZoneId zone) {
    /**
     * By the calendar, the earlier of two moments may leave later, but by less than this: their dates may be two days in the
     * wrong order, for a zone's offsets lie within 36 hours; months differ by 3 days; and one more day for the time of day and
     * 36 hours are left for the way back.
     */
    private static final long DISORDER = Duration.ofDays(8).toMillis();

    /** When what was at that moment is out of the window. */
    long end(long at) {
        return switch (span) {
            case Span.Fixed(var length) -> at + length.toMillis();
            case Span.Calendar _ -> span.after(Instant.ofEpochMilli(at), zone).toEpochMilli();
        };
    }

    /** Nothing at {@code at} or after it is out of the window earlier. */
    long earliestEnd(long at) {
        return end(at) - disorder();
    }

    /** Nothing at {@code at} or before it is out of the window later. */
    long latestEnd(long at) {
        return end(at) + disorder();
    }

    private long disorder() {
        return switch (span) {
            case Span.Fixed _ -> 0;
            case Span.Calendar _ -> DISORDER;
        };
    }
}
