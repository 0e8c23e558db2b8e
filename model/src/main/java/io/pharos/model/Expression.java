package io.pharos.model;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a value is computed from: at the moments of an enrichment ({@code set}), or at every moment ({@code derive}). It is
 * missing if an input is, unless something else is said; and if it cannot be computed, as a quotient by 0 cannot.
 */
public sealed interface Expression {

    record Of(Operand operand) implements Expression {}

    /** Of numbers: two for a ratio and a difference, two or more for a product and a sum. */
    record Arithmetic(Calculation calculation, List<Operand> operands) implements Expression {
        public Arithmetic {
            operands = List.copyOf(operands);
        }
    }

    /** Of a list of numbers; items that are none are passed over. Of no numbers the sum is 0, the others are missing. */
    record Aggregate(Summary summary, Operand list) implements Expression {}

    /** The items of a list or set, the keys of a tally, the entries of a timeline; of nothing 0. */
    record CountOf(Operand counted) implements Expression {}

    /** The parts that are there, with {@code with} between them; missing if none is. */
    record Join(List<Operand> parts, String with) implements Expression {
        public Join {
            parts = List.copyOf(parts);
        }
    }

    /** A date as text, in a pattern of {@link java.time.format.DateTimeFormatter}. */
    record Format(Operand date, String pattern, ZoneId zone) implements Expression {}

    /** A text as date, in such a pattern; {@code zone} is that of texts which name none. */
    record Parse(Operand text, String pattern, ZoneId zone) implements Expression {}

    /** A number of milliseconds or seconds since 1970 as date. */
    record OfEpoch(Operand number, boolean millis) implements Expression {}

    /**
     * The distance of two dates, never negative. Months and years: whole ones, and the part of the one begun.
     *
     * @param whole without the part of the unit begun
     */
    record Between(Operand from, Operand to, Unit unit, boolean whole) implements Expression {}

    /** The time gone by since a date; 0 until it has come. */
    record Elapsed(Operand since, Unit unit, boolean whole) implements Expression {}

    /**
     * How a number or a date differs from what it was before this event; of a property, from what the event carried that
     * carried it last.
     *
     * @param unit for dates, of which the distance is taken
     */
    record ChangeIn(Name of, Optional<Unit> unit) implements Expression {}

    /** A list or set without every item that {@code without} has, too; order and duplicates stay. */
    record Without(Operand items, Operand without) implements Expression {}

    /** A tally of keys and values in step, as far as the shorter list goes; values of one key are added. */
    record Pairs(Operand keys, Operand values) implements Expression {}

    /** The key of a tally with the greatest amount; of several, the one increased last. */
    record TopKey(String tally) implements Expression {}

    /** The keys with the greatest amounts, as a set or, greatest first, as a list of strings. */
    record TopKeys(String tally, int count) implements Expression {}

    /** The keys with more than the amount. */
    record KeysAbove(String tally, BigDecimal amount) implements Expression {}

    record ValueOf(String tally, Operand key) implements Expression {}

    /**
     * Of the entries of a timeline, as far back as {@code within} reaches: (now - within, now]. Entries without the field
     * are passed over. Of numbers: a number. Of tallies: a tally, key by key, over the entries that have the key; but the
     * greatest and the least are numbers. Of no entries the count and the sum are 0 or an empty tally, the others missing.
     *
     * @param field none for a count
     */
    record Rolling(Summary summary, String timeline, Optional<String> field, Optional<Span> within)
            implements Expression {}

    /** The longest time between two entries of a timeline that follow each other; missing if there are fewer than two. */
    record LongestGap(String timeline, Unit unit, boolean whole) implements Expression {}

    enum Calculation {
        RATIO,
        PRODUCT,
        SUM,
        DIFFERENCE
    }

    /** What is made of many numbers; the count only of timelines. */
    enum Summary {
        SUM,
        AVERAGE,
        MAX,
        MIN,
        COUNT
    }
}
