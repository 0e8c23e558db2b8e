package io.pharos.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * What an attribute or a property of an event may hold. Immutable; two values that print the same are equal, so that a
 * profile can be compared byte for byte.
 */
public sealed interface Value {

    /** Digits and rounding of quotients; also the most digits an amount may have. */
    MathContext PRECISION = new MathContext(34, RoundingMode.HALF_EVEN);

    record Text(String text) implements Value {}

    /** An exact decimal of at most 34 significant digits and a magnitude of 1e-308 to 1e308; trailing zeros are dropped. */
    record Amount(BigDecimal amount) implements Value {
        public static final Amount ZERO = new Amount(BigDecimal.ZERO);
        public static final Amount ONE = new Amount(BigDecimal.ONE);
        private static final int LARGEST_EXPONENT = 308;
        private static final int LONGEST_WRITTEN_OUT = 18;

        /** @throws IllegalArgumentException if the amount has too many digits or is out of range: see {@link #fits} */
        public Amount {
            amount = canonical(amount);
            if (!fits(amount)) {
                throw new IllegalArgumentException("an amount has at most 34 significant digits and lies between"
                        + " 1e-308 and 1e308, was " + amount.precision() + " digits at exponent " + -amount.scale());
            }
        }

        public static Amount of(long amount) {
            return new Amount(BigDecimal.valueOf(amount));
        }

        /** Whether {@code amount} can be kept without loss. */
        public static boolean fits(BigDecimal amount) {
            var precision = amount.precision();
            if (precision > PRECISION.getPrecision()) {
                amount = amount.stripTrailingZeros();
                precision = amount.precision();
            }
            var exponent = (long) precision - amount.scale() - 1;
            return precision <= PRECISION.getPrecision()
                    && (amount.signum() == 0 || Math.abs(exponent) <= LARGEST_EXPONENT);
        }

        /** The result of a calculation: exact as far as an amount has digits, else rounded half-even to so many. */
        public static BigDecimal rounded(BigDecimal result) {
            return result.precision() <= PRECISION.getPrecision() ? result : result.round(PRECISION);
        }

        /** One form per number, so that 1.50 and 1.5 are equal and integers print without an exponent. */
        private static BigDecimal canonical(BigDecimal amount) {
            if (isShort(amount) && (amount.scale() == 0 || (amount.scale() > 0 && digits(amount) % 10 != 0))) {
                return amount;
            }
            var stripped = amount.stripTrailingZeros();
            var scale = stripped.scale();
            return scale < 0 && stripped.precision() - scale <= LONGEST_WRITTEN_OUT ? stripped.setScale(0) : stripped;
        }

        private static boolean isShort(BigDecimal amount) {
            return amount.precision() <= LONGEST_WRITTEN_OUT;
        }

        /** The unscaled value of a short amount, without the detour through a big integer. */
        private static long digits(BigDecimal amount) {
            return amount.scaleByPowerOfTen(amount.scale()).longValue();
        }

        /** Plain notation, never an exponent. */
        @Override
        public String toString() {
            return amount.toPlainString();
        }
    }

    record Flag(boolean set) implements Value {}

    /** A moment in UTC with milliseconds; finer parts are dropped. */
    record Moment(Instant at) implements Value {
        private static final int NANOS_OF_MILLI = 1_000_000;
        private static final Instant FIRST = Instant.parse("-9999-01-01T00:00:00Z");
        private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

        @SuppressWarnings("JavaInstantGetSecondsGetNano") // looks for parts finer than a millisecond, which few have
        public Moment {
            at = at.getNano() % NANOS_OF_MILLI == 0 ? at : at.truncatedTo(ChronoUnit.MILLIS);
        }

        public static Moment ofMillis(long millis) {
            return new Moment(Instant.ofEpochMilli(millis));
        }

        /** Whether the year has at most four digits: further away, texts and numbers are not taken for moments. */
        public static boolean fits(Instant at) {
            return !at.isBefore(FIRST) && !at.isAfter(LAST);
        }
    }

    /**
     * A list, in the order sent or added; duplicates are kept. Events carry items of any kind, attributes texts, amounts or
     * flags alone.
     */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A set of strings, sorted by code point. */
    record Tags(List<String> sorted) implements Value {
        public static final Tags NONE = new Tags(List.of());

        /** @throws IllegalArgumentException if the texts are not sorted or not distinct; {@link #of} sorts */
        public Tags {
            sorted = List.copyOf(sorted);
            for (var i = 1; i < sorted.size(); i++) {
                if (BY_CODE_POINT.compare(sorted.get(i - 1), sorted.get(i)) >= 0) {
                    throw new IllegalArgumentException("not sorted and distinct: " + sorted);
                }
            }
        }

        public static Tags of(Collection<String> texts) {
            var sorted = new TreeSet<>(BY_CODE_POINT);
            sorted.addAll(texts);
            return new Tags(List.copyOf(sorted));
        }

        public boolean has(String text) {
            return find(sorted.size(), sorted::get, text) >= 0;
        }

        public Tags plus(Collection<String> texts) {
            if (hasAll(texts)) {
                return this;
            }
            var more = new ArrayList<>(sorted);
            for (var text : texts) {
                var at = find(more.size(), more::get, text);
                if (at < 0) {
                    more.add(-at - 1, text);
                }
            }
            return new Tags(more);
        }

        private boolean hasAll(Collection<String> texts) {
            for (var text : texts) {
                if (!has(text)) {
                    return false;
                }
            }
            return true;
        }

        public Tags minus(String text) {
            var at = find(sorted.size(), sorted::get, text);
            if (at < 0) {
                return this;
            }
            var fewer = new ArrayList<>(sorted);
            fewer.remove(at);
            return new Tags(fewer);
        }
    }

    /**
     * Amounts under keys, sorted by key. Each entry remembers the place of its last increase among all increases of
     * this tally, which settles ties of the favourite: the key increased last wins.
     */
    record Tally(List<Entry> entries, long increases) implements Value {
        public static final Tally EMPTY = new Tally(List.of(), 0);
        /**
         * @param touched the number of the increase of this tally that touched the key last, from 1; 0 if the amounts came
         *     in no order
         */
        public record Entry(String key, BigDecimal amount, long touched) {
            public Entry {
                amount = new Amount(amount).amount();
            }

            /** Whether this is the greater one: by amount, and of equal ones the one touched later. */
            public boolean isAbove(Entry other) {
                var order = amount.compareTo(other.amount);
                return order == 0 ? touched > other.touched : order > 0;
            }
        }

        public Tally {
            entries = List.copyOf(entries);
        }

        public Optional<BigDecimal> amount(String key) {
            var at = placeOf(key);
            return at < 0 ? Optional.empty() : Optional.of(entries.get(at).amount());
        }

        /** Several increases at the cost of one copy. */
        public Sum sum() {
            return new Sum(this);
        }

        public Tally minus(String key) {
            var at = placeOf(key);
            if (at < 0) {
                return this;
            }
            var fewer = new ArrayList<>(entries);
            fewer.remove(at);
            return new Tally(fewer, increases);
        }

        /** The key with the greatest amount; of several, the one increased last; of those still several, the first. */
        public Optional<String> favourite() {
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            var greatest = entries.getFirst();
            for (var entry : entries) {
                if (entry.isAbove(greatest)) {
                    greatest = entry;
                }
            }
            return Optional.of(greatest.key());
        }

        private int placeOf(String key) {
            return find(entries.size(), i -> entries.get(i).key(), key);
        }

        /** A tally while it is being increased. Not thread-safe. */
        public static final class Sum {
            /** So few keys are found sooner one by one than by halves, if they are there; and most are. */
            private static final int FEW = 16;

            // An array: in lists of several kinds, each look at an entry costs as much as a comparison.
            private Entry[] entries;
            private final long before;
            private long increases;

            private Sum(Tally tally) {
                this.entries = tally.entries.toArray(new Entry[0]);
                this.before = tally.increases;
                this.increases = tally.increases;
            }

            public boolean isChanged() {
                return increases != before;
            }

            public int size() {
                return entries.length;
            }

            public boolean has(String key) {
                return placeOf(key) >= 0;
            }

            /** The number that the next increase has. */
            public long next() {
                return increases + 1;
            }

            /** Whether the increase was made; it is not if the amount under the key would no longer fit. */
            public boolean increase(String key, BigDecimal by) {
                return increase(key, by, next());
            }

            /**
             * An increase that shares its number with others, none of which is later than another.
             *
             * @param touched what {@link #next} was before the first of them
             */
            public boolean increase(String key, BigDecimal by, long touched) {
                var at = placeOf(key);
                var amount = at < 0 ? by : entries[at].amount().add(by);
                if (!Amount.fits(amount)) {
                    return false;
                }
                increases = touched;
                var entry = new Entry(key, amount, touched);
                if (at < 0) {
                    insert(-at - 1, entry);
                } else {
                    entries[at] = entry;
                }
                return true;
            }

            private int placeOf(String key) {
                var all = entries;
                if (all.length <= FEW) {
                    for (var i = 0; i < all.length; i++) {
                        if (all[i].key().equals(key)) {
                            return i;
                        }
                    }
                }
                return find(all.length, i -> all[i].key(), key);
            }

            private void insert(int at, Entry entry) {
                var more = Arrays.copyOf(entries, entries.length + 1);
                System.arraycopy(entries, at, more, at + 1, entries.length - at);
                more[at] = entry;
                entries = more;
            }

            public Tally tally() {
                return new Tally(List.of(entries), increases);
            }
        }
    }

    /** Moments in their order, each with what was captured at it; those of one moment as they were recorded. */
    record Timeline(List<Point> entries) implements Value {
        public static final Timeline EMPTY = new Timeline(List.of());

        /** @param captured without what was missing, in the order of the definition */
        public record Point(Instant at, Map<String, Value> captured) {
            public Point {
                captured = inOrder(captured);
            }
        }

        public Timeline {
            entries = List.copyOf(entries);
        }
    }

    /**
     * How far a funnel has come.
     *
     * @param done the steps done, in the order of the funnel
     * @param completed whether the last step is among them
     */
    record Funnel(List<Done> done, boolean completed) implements Value {
        public static final Funnel EMPTY = new Funnel(List.of(), false);

        /** @param captured as in a {@link Timeline.Point} */
        public record Done(String step, Instant at, Map<String, Value> captured) {
            public Done {
                captured = inOrder(captured);
            }
        }

        public Funnel {
            done = List.copyOf(done);
        }

        public boolean isDone(String step) {
            for (var each : done) {
                if (each.step().equals(step)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A copy that keeps the order; most entries capture one value or none, and there are many of them. */
    private static Map<String, Value> inOrder(Map<String, Value> captured) {
        return captured.size() < 2 ? Map.copyOf(captured) : Collections.unmodifiableMap(new LinkedHashMap<>(captured));
    }

    /**
     * Where {@code text} stands among texts in order, or would stand: see {@link java.util.Arrays#binarySearch}. By hand:
     * sets and tallies are searched for every item of every event.
     */
    private static int find(int size, IntFunction<String> texts, String text) {
        var low = 0;
        var high = size - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = BY_CODE_POINT.compare(texts.apply(middle), text);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The order of texts everywhere in Pharos. UTF-16 order differs from it above the basic plane. */
    Comparator<String> BY_CODE_POINT = (a, b) -> {
        var length = Math.min(a.length(), b.length());
        for (var i = 0; i < length; i++) {
            var x = a.charAt(i);
            var y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    };
}
