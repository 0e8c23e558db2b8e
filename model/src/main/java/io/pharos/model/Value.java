package io.pharos.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

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

        /** One form per number, so that 1.50 and 1.5 are equal and integers print without an exponent. */
        private static BigDecimal canonical(BigDecimal amount) {
            if (amount.scale() == 0 && amount.precision() <= LONGEST_WRITTEN_OUT) {
                return amount;
            }
            var stripped = amount.stripTrailingZeros();
            var scale = stripped.scale();
            return scale < 0 && stripped.precision() - scale <= LONGEST_WRITTEN_OUT ? stripped.setScale(0) : stripped;
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
        public Moment {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        public static Moment ofMillis(long millis) {
            return new Moment(Instant.ofEpochMilli(millis));
        }
    }

    /** A list as events carry them, in the order sent; duplicates are kept. The items are texts, amounts and flags. */
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
            return Collections.binarySearch(sorted, text, BY_CODE_POINT) >= 0;
        }

        public Tags plus(String text) {
            var at = Collections.binarySearch(sorted, text, BY_CODE_POINT);
            if (at >= 0) {
                return this;
            }
            var more = new ArrayList<>(sorted);
            more.add(-at - 1, text);
            return new Tags(more);
        }

        public Tags minus(String text) {
            var at = Collections.binarySearch(sorted, text, BY_CODE_POINT);
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
        private static final Comparator<Entry> BY_KEY = Comparator.comparing(Entry::key, BY_CODE_POINT);
        private static final Comparator<Entry> BY_AMOUNT_THEN_LATEST =
                Comparator.comparing(Entry::amount).thenComparingLong(Entry::touched);

        /** @param touched the number of the increase of this tally that touched the key last, from 1 */
        public record Entry(String key, BigDecimal amount, long touched) {
            public Entry {
                amount = new Amount(amount).amount();
            }
        }

        public Tally {
            entries = List.copyOf(entries);
        }

        public Optional<BigDecimal> amount(String key) {
            var at = find(key);
            return at < 0 ? Optional.empty() : Optional.of(entries.get(at).amount());
        }

        /** @throws IllegalArgumentException if the sum does not fit an {@link Amount} */
        public Tally plus(String key, BigDecimal by) {
            var at = find(key);
            var more = new ArrayList<>(entries);
            if (at >= 0) {
                more.set(at, new Entry(key, entries.get(at).amount().add(by), increases + 1));
            } else {
                more.add(-at - 1, new Entry(key, by, increases + 1));
            }
            return new Tally(more, increases + 1);
        }

        public Tally minus(String key) {
            var at = find(key);
            if (at < 0) {
                return this;
            }
            var fewer = new ArrayList<>(entries);
            fewer.remove(at);
            return new Tally(fewer, increases);
        }

        /** The key with the greatest amount; of several, the one increased last. */
        public Optional<String> favourite() {
            return entries.stream().max(BY_AMOUNT_THEN_LATEST).map(Entry::key);
        }

        private int find(String key) {
            return Collections.binarySearch(entries, new Entry(key, BigDecimal.ZERO, 0), BY_KEY);
        }
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
