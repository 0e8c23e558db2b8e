package io.pharos.model;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/**
 * A length of time: fixed ({@code 90d}, a day being 24 hours) or by the calendar ({@code 1 month}). Never negative.
 *
 * <p>"So long ago" is judged from the date's side: a date lies 1 month back at the moment {@link #after} gives, not before
 * and never again. For fixed lengths that is the same as going back from now; for months it gives every date exactly one
 * such moment, whatever the lengths of the months and the zone's clock changes.
 */
public sealed interface Span {

    record Fixed(Duration length) implements Span {}

    /** Months and years of the workspace's zone. */
    record Calendar(Period length) implements Span {}

    /** The moment at which {@code date} lies this long back. */
    default Instant after(Instant date, ZoneId zone) {
        return switch (this) {
            case Fixed(var length) -> date.plus(length);
            case Calendar(var length) -> date.atZone(zone).plus(length).toInstant();
        };
    }

    /** The moment from which {@code date} lies this far ahead, seen from the date's side. */
    default Instant before(Instant date, ZoneId zone) {
        return switch (this) {
            case Fixed(var length) -> date.minus(length);
            case Calendar(var length) -> date.atZone(zone).minus(length).toInstant();
        };
    }
}
