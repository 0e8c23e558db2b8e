package io.pharos.actions;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What was offered when there was no room: it is in the ledger, from a sequence on. Until all of it is read, whatever is
 * offered is left to the ledger too, so that nothing overtakes. Not thread-safe.
 */
final class Backlog {
    private static final long NOTHING = Long.MAX_VALUE;

    private final Set<String> settledMeanwhile = new HashSet<>();
    private long missedFrom = NOTHING;
    private boolean reading;

    boolean isEmpty() {
        return !reading && missedFrom == NOTHING;
    }

    void missed(long sequence) {
        missedFrom = Math.min(missedFrom, sequence);
    }

    /** The sequence to read the ledger from; empty if there is nothing to read, or it is being read. */
    OptionalLong beginReading() {
        if (reading || missedFrom == NOTHING) {
            return OptionalLong.empty();
        }
        var from = missedFrom;
        missedFrom = NOTHING;
        reading = true;
        return OptionalLong.of(from);
    }

    /** What the ledger is reading at this moment may be older than that. */
    void settled(String delivery) {
        if (reading) {
            settledMeanwhile.add(delivery);
        }
    }

    boolean wasSettledMeanwhile(String delivery) {
        return settledMeanwhile.contains(delivery);
    }

    void endReading() {
        reading = false;
        settledMeanwhile.clear();
    }
}
