package io.pharos.engine;

import io.pharos.model.Condition.Figure;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of events of one kind together, or of a single one.
 *
 * @param first the time of the first of them, in milliseconds
 * @param last the time of the last of them
 * @param numbers how many of the events carry a number
 * @param total of the numbers, with all its digits: some six hundred at most, since amounts have bounds
 * @param min null if there are no numbers
 * @param max null if there are no numbers
 */
record Sum(
        long first,
        long last,
        long events,
        long numbers,
        BigDecimal total,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max) {
    /** A single event without a number, one with a number, and whatever else there is. */
    private static final int PLAIN = 0;

    private static final int NUMBERED = 1;
    private static final int SEVERAL = 2;

    static final Sum NONE = new Sum(0, 0, 0, 0, BigDecimal.ZERO, null, null);

    /** A single event. */
    static Sum of(long at, @Nullable BigDecimal number) {
        return new Sum(at, at, 1, number == null ? 0 : 1, number == null ? BigDecimal.ZERO : number, number, number);
    }

    /** With later events. Exact, however many digits that takes. */
    Sum plus(Sum later) {
        if (events == 0 || later.events == 0) {
            return events == 0 ? later : this;
        }
        return new Sum(
                first,
                later.last,
                events + later.events,
                numbers + later.numbers,
                total.add(later.total),
                min == null || later.min == null ? either(min, later.min) : min.min(later.min),
                max == null || later.max == null ? either(max, later.max) : max.max(later.max));
    }

    private static @Nullable BigDecimal either(@Nullable BigDecimal number, @Nullable BigDecimal other) {
        return number == null ? other : number;
    }

    /** Of each of several sums, what they come to from there on; and nothing behind the last. */
    static List<Sum> rests(List<Sum> sums) {
        var rests = new Sum[sums.size() + 1];
        rests[sums.size()] = NONE;
        for (var i = sums.size() - 1; i >= 0; i--) {
            rests[i] = sums.get(i).plus(rests[i + 1]);
        }
        return List.of(rests);
    }

    @Nullable
    Value figure(Figure figure) {
        return switch (figure) {
            case TIMES -> Value.Amount.of(events);
            case FIRST -> events == 0 ? null : Value.Moment.ofMillis(first);
            case LAST -> events == 0 ? null : Value.Moment.ofMillis(last);
            case TOTAL -> amount(total);
            case AVERAGE -> numbers == 0 ? null : amount(total.divide(BigDecimal.valueOf(numbers), Value.PRECISION));
            case MIN -> amount(min);
            case MAX -> amount(max);
        };
    }

    private static Value.@Nullable Amount amount(@Nullable BigDecimal amount) {
        var rounded = amount == null ? null : Value.Amount.rounded(amount);
        return rounded != null && Value.Amount.fits(rounded) ? new Value.Amount(rounded) : null;
    }

    /**
     * A single event takes its distance and its number, and nothing else.
     *
     * @param before a time before the first of them, by which it is shorter
     */
    void write(long before, ByteWriter to) {
        var distance = (first - before) << 2;
        if (events == 1 && numbers == 0) {
            to.count(distance | PLAIN);
        } else if (events == 1 && ValueCodec.isShort(total)) {
            ValueCodec.writeShort(total, to.count(distance | NUMBERED));
        } else {
            to.count(distance | SEVERAL).count(last - first).count(events).count(numbers);
            if (numbers > 0) {
                ValueCodec.writeNumber(total, to);
                ValueCodec.writeNumber(min, to);
                ValueCodec.writeNumber(max, to);
            }
        }
    }

    static Sum read(long before, ByteReader from) {
        var distance = from.count();
        var first = before + (distance >> 2);
        return switch ((int) (distance & 3)) {
            case PLAIN -> of(first, null);
            case NUMBERED -> of(first, ValueCodec.readShort(from));
            case SEVERAL -> several(first, from);
            default -> throw from.damaged("there is no such kind of events");
        };
    }

    private static Sum several(long first, ByteReader from) {
        var last = first + from.count();
        var events = from.count();
        var numbers = from.count();
        if (numbers == 0) {
            return new Sum(first, last, events, 0, BigDecimal.ZERO, null, null);
        }
        var total = ValueCodec.readNumber(from);
        if (total == null) {
            throw from.damaged("a total is missing");
        }
        return new Sum(first, last, events, numbers, total, ValueCodec.readNumber(from), ValueCodec.readNumber(from));
    }
}
