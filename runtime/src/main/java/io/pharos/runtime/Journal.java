package io.pharos.runtime;

import io.pharos.model.Fact;
import java.util.List;

/** What happened lately, for the people who watch. Kept in memory only; the oldest facts make room for new ones. */
public final class Journal {
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

    Journal() {}

    /** Up to {@code limit} facts, latest first. */
    public List<Entry> latest(int limit) {
        return Pending.yet();
    }

    /** Tells {@code listener} what happens from now on. */
    public Subscription subscribe(Listener listener) {
        return Pending.yet();
    }
}
