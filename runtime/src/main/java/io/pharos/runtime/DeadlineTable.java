package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * When time alone changes which profile: one row per profile, its earliest moment. Not thread-safe, except
 * {@link #earliest}; owned by its shard.
 */
final class DeadlineTable {
    static final long NEVER = Long.MAX_VALUE;

    private final Overlay rows;
    private final IntPredicate slots;
    /** No row of this shard is earlier. Scanning begins here, since what was taken away before would slow it down. */
    private volatile long earliest = Long.MIN_VALUE;

    /** @param slots those of this shard */
    DeadlineTable(Overlay rows, IntPredicate slots) {
        this.rows = rows;
        this.slots = slots;
    }

    /** A moment at or before which nothing is due, in milliseconds. */
    long earliest() {
        return earliest;
    }

    void move(long profile, long from, long to) {
        if (from == to) {
            return;
        }
        if (from != NEVER) {
            rows.unmark(Family.DEADLINES, Keys.deadline(from, profile));
        }
        if (to != NEVER) {
            rows.mark(Family.DEADLINES, Keys.deadline(to, profile));
            earliest = Math.min(earliest, to);
        }
    }

    /** Up to {@code limit} profiles that are due at {@code now}, oldest first: whoever asks sees to them. */
    List<Long> due(long now, int limit) {
        var due = new ArrayList<Long>();
        earliest = look(now, limit, due);
        return due;
    }

    /** The same, for who only wants to know. */
    List<Long> look(long now, int limit) {
        var due = new ArrayList<Long>();
        var _ = look(now, limit, due);
        return due;
    }

    /** @return the moment of the first that is not among them */
    private long look(long now, int limit, List<Long> due) {
        var next = new long[] {NEVER};
        rows.scan(Family.DEADLINES, Keys.moment(earliest), Keys.behind(Keys.FIRST), (key, _) -> {
            var moment = Keys.deadlineMillis(key);
            var mine = slots.test(ProfileId.slot(Keys.deadlineProfile(key)));
            if (moment > now || (mine && due.size() == limit)) {
                next[0] = moment;
                return false;
            }
            if (mine) {
                due.add(Keys.deadlineProfile(key));
            }
            return true;
        });
        return next[0];
    }
}
