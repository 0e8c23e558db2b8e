package io.pharos.model;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;

/** A length of time: fixed ({@code 90d}, a day being 24 hours) or by the calendar ({@code 1 month}). Never negative. */
public sealed interface Span {

    record Fixed(Duration length) implements Span {}

    /** Months and years of the workspace's zone. */
    record Calendar(Period length) implements Span {}

    default Instant before(Instant moment, ZoneId zone) {
        return switch (this) {
            case Fixed(var length) -> moment.minus(length);
            case Calendar(var length) -> moment.atZone(zone).minus(length).toInstant();
        };
    }

    default Instant after(Instant moment, ZoneId zone) {
        return switch (this) {
            case Fixed(var length) -> moment.plus(length);
            case Calendar(var length) -> moment.atZone(zone).plus(length).toInstant();
        };
    }
}
