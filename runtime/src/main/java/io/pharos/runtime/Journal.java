package io.pharos.runtime;

import io.pharos.model.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happened lately, for the people who watch. Kept in memory only; the oldest facts make room for new ones. */
public final class Journal {
    /** Listeners hear of what happened meanwhile in one go: being woken for every fact costs more than the fact. */
    private static final Duration BREATH = Duration.ofMillis(2);

    private final @Nullable Fact[] ring;
    private long end;

    /** @param position rises by one from fact to fact while the host runs */
    public record Entry(long position, Fact fact) {}

    /** Told on a thread of its own, in order. One that is too slow misses facts and hears how many. */
    public interface Listener {
        void heard(Entry entry);

        void missed(long facts);
    }

    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    Journal(int size) {
        this.ring = new Fact[size];
    }

    synchronized void add(List<Fact> facts) {
        for (var fact : facts) {
            ring[(int) (end++ % ring.length)] = fact;
        }
        notifyAll();
    }

    /** Of what {@code gone} holds of, it is only known that there was something. */
    synchronized void forget(Predicate<Fact> gone) {
        for (var index = 0; index < ring.length; index++) {
            var fact = ring[index];
            if (fact != null && gone.test(fact)) {
                ring[index] = new Fact.Removed(fact.at());
            }
        }
    }

    /** Up to {@code limit} facts, latest first. */
    public synchronized List<Entry> latest(int limit) {
        var latest = new ArrayList<Entry>();
        for (var position = end - 1; position >= oldest() && latest.size() < limit; position--) {
            latest.add(at(position));
        }
        return latest;
    }

    /** Tells {@code listener} what happens from now on. */
    public Subscription subscribe(Listener listener) {
        var from = end();
        var thread = Thread.ofVirtual().name("pharos-journal").start(() -> tell(listener, from));
        return thread::interrupt;
    }

    private void tell(Listener listener, long from) {
        try {
            while (true) {
                var entries = await(from);
                var next = entries.getFirst().position();
                if (next > from) {
                    listener.missed(next - from);
                }
                entries.forEach(listener::heard);
                from = entries.getLast().position() + 1;
                Thread.sleep(BREATH);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the subscription was closed
        }
    }

    /** What there is from position {@code from} on, or since the oldest that is left; waits for the first. */
    private synchronized List<Entry> await(long from) throws InterruptedException {
        while (end == from) {
            wait();
        }
        var entries = new ArrayList<Entry>();
        for (var position = Math.max(from, oldest()); position < end; position++) {
            entries.add(at(position));
        }
        return entries;
    }

    private synchronized long end() {
        return end;
    }

    private long oldest() {
        return Math.max(0, end - ring.length);
    }

    private Entry at(long position) {
        var fact = ring[(int) (position % ring.length)];
        if (fact == null) {
            throw new IllegalStateException("there is no fact at " + position);
        }
        return new Entry(position, fact);
    }
}
