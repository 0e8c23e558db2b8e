package io.pharos.runtime;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Room for events that were taken but not yet applied. Thread-safe. */
final class Mailbox {
    /** About how long a full mailbox takes to make room. */
    private static final Duration RETRY_AFTER = Duration.ofMillis(100);

    private final long mostEvents;
    private final long mostBytes;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Mailbox(HostSettings settings) {
        this.mostEvents = settings.mailboxEvents();
        this.mostBytes = settings.mailboxBytes();
    }

    /** @throws IllegalArgumentException if there never will be room for so much at once */
    void requirePossible(int moreEvents, long moreBytes) {
        if (moreEvents > mostEvents || moreBytes > mostBytes) {
            throw new IllegalArgumentException(moreEvents + " events of " + moreBytes
                    + " bytes at once; there is room for " + mostEvents + " and " + mostBytes);
        }
    }

    /**
     * Takes room for all or for none.
     *
     * @throws Overloaded if there is not enough
     * @throws IllegalArgumentException if there never will be
     */
    void reserve(int moreEvents, long moreBytes) {
        requirePossible(moreEvents, moreBytes);
        if (events.addAndGet(moreEvents) > mostEvents) {
            events.addAndGet(-moreEvents);
            throw new Overloaded(RETRY_AFTER);
        }
        if (bytes.addAndGet(moreBytes) > mostBytes) {
            events.addAndGet(-moreEvents);
            bytes.addAndGet(-moreBytes);
            throw new Overloaded(RETRY_AFTER);
        }
    }

    void release(long eventBytes) {
        events.decrementAndGet();
        bytes.addAndGet(-eventBytes);
    }

    int events() {
        return (int) events.get();
    }

    long bytes() {
        return bytes.get();
    }
}
