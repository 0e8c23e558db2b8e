package io.pharos.engine;

import io.pharos.engine.Arguments.Conversion;
import io.pharos.model.Expression;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Expressions about moments and the time between them. */
final class TimeExpressions {
    /** More than any moment that {@link Value.Moment#fits fits} has. */
    private static final BigDecimal MOST_MILLIS = new BigDecimal("1e15");

    private TimeExpressions() {}

    static Read ofEpoch(Expression.OfEpoch epoch, Arguments arguments) {
        var millis = epoch.millis();
        Conversion<Value> conversion = value -> {
            var number = Coercion.number(value);
            return number == null ? null : moment(millis ? number : number.movePointRight(3));
        };
        var unit = millis ? "milliseconds" : "seconds";
        return arguments.converted(epoch.number(), conversion, "a number of " + unit + " since 1970")::of;
    }

    private static @Nullable Value moment(BigDecimal millis) {
        if (millis.abs().compareTo(MOST_MILLIS) > 0) {
            return null;
        }
        var at = Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
        return Value.Moment.fits(at) ? new Value.Moment(at) : null;
    }

    static Read between(Expression.Between between, ZoneId zone, Arguments arguments) {
        var from = arguments.date(between.from());
        var to = arguments.date(between.to());
        var lengths = new Lengths(between.unit(), between.whole(), zone);
        return frame -> {
            var one = from.of(frame);
            var other = to.of(frame);
            return one == null || other == null ? null : distance(one, other, lengths);
        };
    }

    static Value distance(Instant one, Instant other, Lengths lengths) {
        var a = one.toEpochMilli();
        var b = other.toEpochMilli();
        return new Value.Amount(lengths.between(Math.min(a, b), Math.max(a, b)));
    }

    static Read elapsed(Expression.Elapsed elapsed, ZoneId zone, Arguments arguments) {
        var since = arguments.date(elapsed.since());
        var lengths = new Lengths(elapsed.unit(), elapsed.whole(), zone);
        return frame -> {
            var at = since.of(frame);
            if (at == null) {
                return null;
            }
            var from = at.toEpochMilli();
            return from >= frame.now ? Value.Amount.ZERO : new Value.Amount(lengths.between(from, frame.now));
        };
    }
}
