package io.pharos.engine;

import io.pharos.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as bytes: one byte says the kind, the rest follows. */
public final class ValueCodec {
    private static final int MISSING = 0;
    private static final int TEXT = 1;
    private static final int AMOUNT = 2;
    private static final int LONG_AMOUNT = 3;
    private static final int FALSE = 4;
    private static final int TRUE = 5;
    private static final int MOMENT = 6;
    private static final int ITEMS = 7;
    private static final int TAGS = 8;
    private static final int TALLY = 9;
    private static final int TIMELINE = 10;
    private static final int FUNNEL = 11;
    private static final int DEEPEST = 64;
    /** So many digits fit into a long, whatever they are. */
    private static final int LONGEST_LONG = 18;

    private ValueCodec() {}

    public static void write(@Nullable Value value, ByteWriter to) {
        switch (value) {
            case null -> to.one(MISSING);
            case Value.Text(var text) -> to.one(TEXT).text(text);
            case Value.Amount(var amount) -> writeNumber(amount, to);
            case Value.Flag(var set) -> to.one(set ? TRUE : FALSE);
            case Value.Moment(var at) -> to.one(MOMENT).number(at.toEpochMilli());
            case Value.Items(var items) -> {
                to.one(ITEMS).count(items.size());
                for (var item : items) {
                    write(item, to);
                }
            }
            case Value.Tags(var sorted) -> {
                to.one(TAGS).count(sorted.size());
                for (var text : sorted) {
                    to.text(text);
                }
            }
            case Value.Tally(var entries, var increases) -> {
                to.one(TALLY).count(increases).count(entries.size());
                for (var entry : entries) {
                    to.text(entry.key()).count(entry.touched());
                    writeNumber(entry.amount(), to);
                }
            }
            case Value.Timeline timeline -> RecordCodec.write(timeline, to.one(TIMELINE));
            case Value.Funnel funnel -> RecordCodec.write(funnel, to.one(FUNNEL));
        }
    }

    public static @Nullable Value read(ByteReader from) {
        return read(from, 0);
    }

    /** @param depth how many values it lies in */
    static @Nullable Value read(ByteReader from, int depth) {
        if (depth > DEEPEST) {
            throw from.damaged("values lie in each other more than " + DEEPEST + " deep");
        }
        var kind = from.one();
        return switch (kind) {
            case MISSING -> null;
            case TEXT -> new Value.Text(from.text());
            case AMOUNT, LONG_AMOUNT -> new Value.Amount(number(kind, from));
            case FALSE, TRUE -> new Value.Flag(kind == TRUE);
            case MOMENT -> Value.Moment.ofMillis(from.number());
            case ITEMS -> items(from, depth);
            case TAGS -> {
                var sorted = new String[from.size()];
                for (var i = 0; i < sorted.length; i++) {
                    sorted[i] = from.text();
                }
                yield new Value.Tags(List.of(sorted));
            }
            case TALLY -> tally(from);
            case TIMELINE -> RecordCodec.timeline(from, depth + 1);
            case FUNNEL -> RecordCodec.funnel(from, depth + 1);
            default -> throw from.damaged("there is no value of kind " + kind);
        };
    }

    /** Passes over a value. */
    static void skip(ByteReader from) {
        var place = from.mark();
        switch (from.one()) {
            case MISSING, FALSE, TRUE -> {}
            case TEXT -> from.slice(from.size());
            case MOMENT -> from.count();
            case AMOUNT -> {
                from.count();
                from.count();
            }
            default -> {
                from.back(place);
                read(from);
            }
        }
    }

    private static Value items(ByteReader from, int depth) {
        var items = new Value[from.size()];
        for (var i = 0; i < items.length; i++) {
            var item = read(from, depth + 1);
            if (item == null) {
                throw from.damaged("an item of a list is missing");
            }
            items[i] = item;
        }
        return new Value.Items(List.of(items));
    }

    private static Value tally(ByteReader from) {
        var increases = from.count();
        var entries = new Value.Tally.Entry[from.size()];
        for (var i = 0; i < entries.length; i++) {
            var key = from.text();
            var touched = from.count();
            entries[i] = new Value.Tally.Entry(key, number(from.one(), from), touched);
        }
        return new Value.Tally(List.of(entries), increases);
    }

    /** A number as it lies in an amount. */
    static void writeNumber(@Nullable BigDecimal number, ByteWriter to) {
        if (number == null) {
            to.one(MISSING);
            return;
        }
        if (isShort(number)) {
            writeShort(number, to.one(AMOUNT));
            return;
        }
        var unscaled = number.unscaledValue();
        if (unscaled.bitLength() < Long.SIZE) {
            to.one(AMOUNT).number(number.scale()).number(unscaled.longValue());
        } else {
            to.one(LONG_AMOUNT).number(number.scale()).blob(unscaled.toByteArray());
        }
    }

    static @Nullable BigDecimal readNumber(ByteReader from) {
        var kind = from.one();
        return kind == MISSING ? null : number(kind, from);
    }

    private static BigDecimal number(int kind, ByteReader from) {
        return switch (kind) {
            case AMOUNT -> readShort(from);
            case LONG_AMOUNT -> {
                var scale = scale(from);
                var digits = from.blob();
                if (digits.length == 0) {
                    throw from.damaged("an amount without digits");
                }
                yield new BigDecimal(new BigInteger(digits), scale);
            }
            default -> throw from.damaged("an amount of kind " + kind);
        };
    }

    /** Whether the digits fit into a long, whatever they are. */
    static boolean isShort(BigDecimal number) {
        return number.precision() <= LONGEST_LONG;
    }

    /** As a long straight away, without the detour through a big integer. */
    static void writeShort(BigDecimal number, ByteWriter to) {
        to.number(number.scale())
                .number(number.scaleByPowerOfTen(number.scale()).longValue());
    }

    static BigDecimal readShort(ByteReader from) {
        var scale = scale(from);
        return BigDecimal.valueOf(from.number(), scale);
    }

    private static int scale(ByteReader from) {
        var scale = from.number();
        if (Math.abs(scale) > 1000) {
            throw from.damaged("an amount of scale " + scale);
        }
        return (int) scale;
    }
}
