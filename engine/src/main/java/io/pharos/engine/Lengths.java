package io.pharos.engine;

import io.pharos.model.Unit;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * How much time lies between two moments, in some unit.
 *
 * @param zone whose calendar months and years are
 * @param whole without the part of the unit that has begun
 */
record Lengths(Unit unit, boolean whole, ZoneId zone) {
    private static final long CENTURIES = 100_000L * 366 * 86_400_000L;

    /** @param from not after {@code to}; both in milliseconds */
    BigDecimal between(long from, long to) {
        return switch (unit) {
            case SECONDS -> parts(to - from, 1000);
            case MINUTES -> parts(to - from, 60_000);
            case HOURS -> parts(to - from, 3_600_000);
            case DAYS -> parts(to - from, 86_400_000);
            case WEEKS -> parts(to - from, 604_800_000);
            case MONTHS -> ofCalendar(from, to, ChronoUnit.MONTHS, Period.ofMonths(1));
            case YEARS -> ofCalendar(from, to, ChronoUnit.YEARS, Period.ofYears(1));
        };
    }

    private BigDecimal parts(long millis, long unit) {
        return whole
                ? BigDecimal.valueOf(millis / unit)
                : BigDecimal.valueOf(millis).divide(BigDecimal.valueOf(unit), Value.PRECISION);
    }

    /** Whole units, and of the one that has begun the part that has gone by. */
    private BigDecimal ofCalendar(long from, long to, ChronoUnit unit, Period one) {
        var start = Instant.ofEpochMilli(from).atZone(zone);
        var units = (int) unit.between(start, Instant.ofEpochMilli(to).atZone(zone));
        while (units > 0 && millis(start.plus(one.multipliedBy(units))) > to) {
            units--;
        }
        while (millis(start.plus(one.multipliedBy(units + 1))) <= to) {
            units++;
        }
        if (whole) {
            return BigDecimal.valueOf(units);
        }
        var begun = millis(start.plus(one.multipliedBy(units)));
        var end = millis(start.plus(one.multipliedBy(units + 1)));
        var length = BigDecimal.valueOf(end - begun);
        return BigDecimal.valueOf(units)
                .multiply(length)
                .add(BigDecimal.valueOf(to - begun))
                .divide(length, Value.PRECISION);
    }

    private static long millis(ZonedDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    /**
     * The first moment at which so much time has gone by since {@code from}, in milliseconds; {@link Profile#NEVER} if that
     * is beyond all calendars.
     *
     * @param more whether it has to be more than {@code length}
     */
    long reached(long from, BigDecimal length, boolean more) {
        if (isReached(from, from, length, more)) {
            return from;
        }
        // The length grows with time, so that the moment can be closed in; mostly the first guess is next to it.
        var guess = from
                + Math.clamp(
                        length.multiply(BigDecimal.valueOf(millisOfUnit()))
                                .setScale(0, RoundingMode.CEILING)
                                .longValue(),
                        1,
                        CENTURIES);
        var low = from;
        var high = guess;
        for (var step = 1L; !isReached(from, high, length, more); step *= 2) {
            low = high;
            high += step;
            if (high - from > CENTURIES) {
                return Profile.NEVER;
            }
        }
        for (var step = 1L; high - step > low; step *= 2) {
            if (!isReached(from, high - step, length, more)) {
                low = high - step;
                break;
            }
            high -= step;
        }
        while (high - low > 1) {
            var middle = low + (high - low) / 2;
            if (isReached(from, middle, length, more)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean isReached(long from, long to, BigDecimal length, boolean more) {
        var order = between(from, to).compareTo(length);
        return more ? order > 0 : order >= 0;
    }

    private long millisOfUnit() {
        return switch (unit) {
            case SECONDS -> 1000;
            case MINUTES -> 60_000;
            case HOURS -> 3_600_000;
            case DAYS -> 86_400_000;
            case WEEKS -> 604_800_000;
            case MONTHS -> 30 * 86_400_000L;
            case YEARS -> 365 * 86_400_000L;
        };
    }
}
