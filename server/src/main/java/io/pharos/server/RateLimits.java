package io.pharos.server;

import io.pharos.model.Event;
import io.pharos.model.Source;
import io.pharos.model.Treatment.Rate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds clients to the rates of their sources. A rate is a bucket of {@code burst} events that fills again at {@code
 * perSecond}; a request takes its events out of it, all or none. One of more events than the bucket holds is taken when the
 * bucket is full, and what follows waits the longer: sending it again must be of use. Safe to use from any thread.
 */
final class RateLimits {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    /** By the name of a source, when its bucket is full again. Sources stay in it when their definition changes. */
    private final Map<String, Long> fullAt = new HashMap<>();

    /** @param nanoTime rises steadily, as {@link System#nanoTime} does */
    RateLimits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Events of a source that come too early, and when they may be sent again. */
    record Excess(String source, Rate rate, Duration retryAfter) {}

    /** Takes the events of a request out of the buckets of their sources; if one of them holds too few, of none. */
    Optional<Excess> take(List<Event> events, Map<String, Source> sources) {
        // Without a rate nobody waits here for anybody.
        return events.stream().anyMatch(event -> rate(event.source(), sources).isPresent())
                ? takeHeld(events, sources)
                : Optional.empty();
    }

    private static Optional<Rate> rate(String source, Map<String, Source> sources) {
        return Optional.ofNullable(sources.get(source))
                .flatMap(known -> known.treatment().rate());
    }

    private synchronized Optional<Excess> takeHeld(List<Event> events, Map<String, Source> sources) {
        var counts = new TreeMap<String, Integer>();
        events.forEach(event -> counts.merge(event.source(), 1, Integer::sum));
        var now = nanoTime.getAsLong();
        var after = new HashMap<String, Long>();
        for (var count : counts.entrySet()) {
            var source = count.getKey();
            var held = rate(source, sources);
            if (held.isEmpty()) {
                continue;
            }
            var rate = held.get();
            var taken = missing(source, now) + nanos(count.getValue(), rate);
            var room = Math.max(nanos(rate.burst(), rate), nanos(count.getValue(), rate));
            if (taken > room) {
                return Optional.of(new Excess(source, rate, Duration.ofNanos(taken - room)));
            }
            after.put(source, now + taken);
        }
        fullAt.putAll(after);
        return Optional.empty();
    }

    /** How long the bucket takes to be full. */
    private long missing(String source, long now) {
        var full = fullAt.get(source);
        return full == null ? 0 : Math.max(0, full - now);
    }

    /** How long so many events take to come at that rate. */
    private static long nanos(int events, Rate rate) {
        return events * SECOND / rate.perSecond();
    }
}
