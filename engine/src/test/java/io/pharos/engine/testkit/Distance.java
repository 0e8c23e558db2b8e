package io.pharos.engine.testkit;

import io.pharos.model.Unit;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** How far two moments lie apart, in units of time; never negative. */
record Distance(ZoneId zone) {

    BigDecimal between(Instant one, Instant other, Unit unit, boolean whole) {
        var from = one.isBefore(other) ? one : other;
        var to = one.isBefore(other) ? other : one;
        var units = unitsGone(from, to, unit);
        var begun = after(from, units, unit);
        var length = millis(begun, after(from, units + 1, unit));
        // In one quotient, so that it is rounded once.
        return whole
                ? BigDecimal.valueOf(units)
                : BigDecimal.valueOf(units)
                        .multiply(length)
                        .add(millis(begun, to))
                        .divide(length, Value.PRECISION);
    }

    /** The moment at which so many units have gone by. */
    Instant after(Instant from, long units, Unit unit) {
        return switch (unit) {
            case SECONDS, MINUTES, HOURS, DAYS, WEEKS -> from.plus(length(unit).multipliedBy(units));
            case MONTHS -> from.atZone(zone).plus(Period.ofMonths((int) units)).toInstant();
            case YEARS -> from.atZone(zone).plus(Period.ofYears((int) units)).toInstant();
        };
    }

    private long unitsGone(Instant from, Instant to, Unit unit) {
        return switch (unit) {
            case SECONDS, MINUTES, HOURS, DAYS, WEEKS ->
                millis(from, to)
                        .divide(BigDecimal.valueOf(length(unit).toMillis()), 0, RoundingMode.FLOOR)
                        .longValueExact();
            case MONTHS, YEARS -> {
                // About right; the clocks of the zone may put it one off.
                var units = (unit == Unit.MONTHS ? ChronoUnit.MONTHS : ChronoUnit.YEARS)
                        .between(from.atZone(zone), to.atZone(zone));
                while (after(from, units, unit).isAfter(to)) {
                    units--;
                }
                while (!after(from, units + 1, unit).isAfter(to)) {
                    units++;
                }
                yield units;
            }
        };
    }

    private static Duration length(Unit unit) {
        return switch (unit) {
            case SECONDS -> Duration.ofSeconds(1);
            case MINUTES -> Duration.ofMinutes(1);
            case HOURS -> Duration.ofHours(1);
            case DAYS -> Duration.ofDays(1);
            case WEEKS -> Duration.ofDays(7);
            case MONTHS, YEARS -> throw new IllegalArgumentException("not of one length: " + unit);
        };
    }

    private static BigDecimal millis(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toMillis());
    }
}
