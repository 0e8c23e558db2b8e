package io.pharos.engine;

import io.pharos.model.Condition.Figure;
import io.pharos.model.Span;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept of events, in one list that is gone through from end to end at every event. Slow, and plain to see through. */
record NaiveTracking(List<Span> windows, ZoneId zone, int exact, boolean together) {

    /**
     * @param older whether it no longer stands alone
     */
    record Entry(
            boolean older,
            long first,
            long last,
            long events,
            long numbers,
            BigDecimal total,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max) {

        static Entry of(long at, @Nullable BigDecimal number) {
            var known = Optional.ofNullable(number);
            return new Entry(false, at, at, 1, number == null ? 0 : 1, known.orElse(BigDecimal.ZERO), known, known);
        }

        Entry asOlder() {
            return new Entry(true, first, last, events, numbers, total, min, max);
        }

        Entry with(Entry later) {
            return new Entry(
                    older,
                    first,
                    later.last,
                    events + later.events,
                    numbers + later.numbers,
                    total.add(later.total),
                    either(min, later.min, BigDecimal::min),
                    either(max, later.max, BigDecimal::max));
        }

        private static Optional<BigDecimal> either(
                Optional<BigDecimal> some, Optional<BigDecimal> other, BinaryOperator<BigDecimal> choice) {
            return Stream.of(some, other).flatMap(Optional::stream).reduce(choice);
        }

        static Optional<BigDecimal> amount(BigDecimal total) {
            return Optional.of(Value.Amount.rounded(total))
                    .filter(Value.Amount::fits)
                    .map(rounded -> new Value.Amount(rounded).amount());
        }
    }

    List<Entry> with(List<Entry> before, long now, @Nullable BigDecimal number) {
        var entries = new ArrayList<>(before.stream()
                .filter(entry -> windows.isEmpty() || windows.stream().anyMatch(window -> end(entry, window) > now))
                .toList());
        entries.add(Entry.of(now, number));
        var older = (int) entries.stream().filter(Entry::older).count();
        if (entries.size() - older > (windows.isEmpty() ? 0 : exact)) {
            var first = entries.remove(older);
            if (together) {
                entries.add(older, first.asOlder());
                return joined(entries, now);
            }
        }
        return entries;
    }

    private List<Entry> joined(List<Entry> entries, long now) {
        var joined = new ArrayList<Entry>();
        for (var entry : entries) {
            if (entry.older() && !joined.isEmpty() && areLongAgo(joined.getLast(), entry, now)) {
                joined.add(joined.removeLast().with(entry).asOlder());
            } else {
                joined.add(entry);
            }
        }
        return joined;
    }

    private boolean areLongAgo(Entry earlier, Entry later, long now) {
        return windows.isEmpty() || (later.last() - earlier.first()) * Tracking.PART <= now - later.last();
    }

    long end(Entry entry, Span window) {
        return window.after(Instant.ofEpochMilli(entry.last()), zone).toEpochMilli();
    }

    /** When the first entry leaves the window after {@code after}. */
    long next(List<Entry> entries, Span window, long after) {
        return entries.stream()
                .map(entry -> end(entry, window))
                .filter(end -> end > after)
                .min(Comparator.naturalOrder())
                .orElse(Profile.NEVER);
    }

    /** Of all entries if there is no window. */
    Optional<Value> figure(Figure figure, Optional<Span> window, List<Entry> entries, long now) {
        var all = entries.stream()
                .filter(entry -> window.stream().allMatch(span -> end(entry, span) > now))
                .reduce(Entry::with);
        return switch (figure) {
            case TIMES -> Optional.of(Value.Amount.of(all.map(Entry::events).orElse(0L)));
            case FIRST -> all.map(sum -> Value.Moment.ofMillis(sum.first()));
            case LAST -> all.map(sum -> Value.Moment.ofMillis(sum.last()));
            case TOTAL ->
                all.isEmpty()
                        ? Optional.of(Value.Amount.ZERO)
                        : all.map(Entry::total).flatMap(Entry::amount).map(Value.Amount::new);
            case AVERAGE ->
                all.filter(sum -> sum.numbers() > 0)
                        .map(sum -> sum.total().divide(BigDecimal.valueOf(sum.numbers()), Value.PRECISION))
                        .flatMap(Entry::amount)
                        .map(Value.Amount::new);
            case MIN -> all.flatMap(Entry::min).map(Value.Amount::new);
            case MAX -> all.flatMap(Entry::max).map(Value.Amount::new);
        };
    }
}
