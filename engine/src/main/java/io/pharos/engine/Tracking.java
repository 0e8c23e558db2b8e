package io.pharos.engine;

import io.pharos.model.Condition.Figure;
import io.pharos.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the events of one kind: as much as conditions ask for. The latest are kept one by one; those before them
 * together, the more of them the longer they are ago: from the first of them to the last it is at most a {@link #PART}th
 * of the time gone by since the last. They count until the last is out of the window, so a figure may reach back too far
 * by at most such a part of the window, however long that is. Without windows they are all together.
 *
 * @param windows how far back conditions ask, those that reach less far left out where that is plain; none, if they ask for
 *     all of history
 * @param exact how many are kept one by one
 * @param together whether older ones are kept together; if not, nobody asks for them
 */
record Tracking(List<Window> windows, int exact, boolean together) {
    static final int PART = 100;

    /** @param number what the event carries of what is measured; null if nothing */
    Track with(@Nullable Track before, long now, @Nullable BigDecimal number) {
        var older = new ArrayList<Chunk>();
        var latest = new ArrayList<Chunk>();
        if (before != null) {
            for (var chunk : before.chunks()) {
                addInAnyWindow(chunk, now, chunk.isOlder() ? older : latest);
            }
        }
        addLast(Sum.of(now, number), latest);
        if (isTooMany(latest)) {
            var first = removeFirst(latest);
            if (together) {
                older = joined(older, first, now);
            }
        }
        older.addAll(latest);
        return Track.of(older);
    }

    private void addInAnyWindow(Chunk chunk, long now, List<Chunk> to) {
        if (windows.isEmpty() || isAll(chunk, now)) {
            to.add(chunk);
            return;
        }
        var kept = chunk.entries().stream()
                .filter(entry -> windows.stream().anyMatch(window -> window.end(entry.last()) > now))
                .toList();
        if (kept.size() == chunk.size()) {
            to.add(chunk);
        } else if (!kept.isEmpty()) {
            to.add(chunk.isOlder() ? Chunk.ofOlder(kept, chunk.due()) : Chunk.ofLatest(kept));
        }
    }

    /** Whether some window has all of it, as far as that is plain without its entries. */
    private boolean isAll(Chunk chunk, long now) {
        for (var window : windows) {
            if (window.earliestEnd(chunk.sum().first()) > now) {
                return true;
            }
        }
        return false;
    }

    private static void addLast(Sum event, List<Chunk> latest) {
        if (latest.isEmpty() || latest.getLast().size() == Chunk.MOST) {
            latest.add(Chunk.ofLatest(List.of(event)));
        } else {
            latest.add(latest.removeLast().with(event));
        }
    }

    private boolean isTooMany(List<Chunk> latest) {
        var events = 0;
        for (var chunk : latest) {
            events += chunk.size();
        }
        return events > (windows.isEmpty() ? 0 : exact);
    }

    private static Sum removeFirst(List<Chunk> latest) {
        var entries = latest.removeFirst().entries();
        if (entries.size() > 1) {
            latest.addFirst(Chunk.ofLatest(entries.subList(1, entries.size())));
        }
        return entries.getFirst();
    }

    /** The older events with one more, those together that are now long enough ago. */
    private ArrayList<Chunk> joined(List<Chunk> older, Sum event, long now) {
        var joined = new ArrayList<Chunk>();
        for (var chunk : older) {
            if (chunk.due() > now) {
                joined.add(chunk);
            } else {
                join(chunk.entries(), joined, now);
            }
        }
        join(List.of(event), joined, now);
        return joined;
    }

    /** Adds entries to the last chunk, or to one more if that would be too long. */
    private void join(List<Sum> entries, List<Chunk> to, long now) {
        var before = to.isEmpty() ? null : to.removeLast();
        var joined = new ArrayList<>(before == null ? List.of() : before.entries());
        for (var entry : entries) {
            if (!joined.isEmpty() && due(joined.getLast(), entry) <= now) {
                joined.set(joined.size() - 1, joined.getLast().plus(entry));
            } else {
                joined.add(entry);
            }
        }
        // Of the chunk before that one nothing is read: what is known of it is at most too early.
        var due = before == null ? Profile.NEVER : before.due();
        var middle = joined.size() <= Chunk.MOST ? joined.size() : joined.size() / 2;
        to.add(Chunk.ofOlder(joined.subList(0, middle), due(joined, 1, middle, due)));
        if (middle < joined.size()) {
            to.add(Chunk.ofOlder(
                    joined.subList(middle, joined.size()), due(joined, middle, joined.size(), Profile.NEVER)));
        }
    }

    /** When the first of the entries from one place to another is long enough ago, or {@code sooner}. */
    private long due(List<Sum> entries, int from, int to, long sooner) {
        for (var i = from; i < to; i++) {
            sooner = Math.min(sooner, due(entries.get(i - 1), entries.get(i)));
        }
        return sooner;
    }

    /** When the later of two neighbours is long enough ago for both to be kept together. */
    private long due(Sum earlier, Sum later) {
        return windows.isEmpty() ? Long.MIN_VALUE : later.last() + (later.last() - earlier.first()) * PART;
    }

    /** Whether a step is the first from which on events are kept together, so that figures may be inexact. */
    boolean isRounded(@Nullable Track before, Track after) {
        return !windows.isEmpty()
                && (before == null || !before.chunks().getFirst().isOlder())
                && after.chunks().getFirst().isOlder();
    }

    /** The first moment after {@code after} at which a window loses something, in milliseconds. */
    long next(Track track, Window window, long after) {
        var next = Profile.NEVER;
        for (var chunk : track.chunks()) {
            if (window.earliestEnd(chunk.sum().first()) >= next) {
                break;
            }
            if (window.latestEnd(chunk.sum().last()) > after) {
                next = Math.min(next, next(chunk, window, after));
            }
        }
        return next;
    }

    private static long next(Chunk chunk, Window window, long after) {
        var next = Profile.NEVER;
        for (var entry : chunk.entries()) {
            if (window.earliestEnd(entry.last()) >= next) {
                break;
            }
            var end = window.end(entry.last());
            next = end > after ? Math.min(next, end) : next;
        }
        return next;
    }

    /** @param window one of the windows; none for all of history */
    @Nullable
    Value figure(Figure figure, Optional<Window> window, @Nullable Track track, long now) {
        if (track == null) {
            return Sum.NONE.figure(figure);
        }
        return window.map(within -> sum(track, within, now))
                .orElseGet(() -> track.rest(0))
                .figure(figure);
    }

    /** Of the chunks only those are looked into that the window may end in. */
    private static Sum sum(Track track, Window window, long now) {
        var sum = Sum.NONE;
        for (var i = 0; i < track.chunks().size(); i++) {
            var chunk = track.chunks().get(i);
            if (window.earliestEnd(chunk.sum().first()) > now) {
                return sum.plus(track.rest(i));
            }
            if (window.latestEnd(chunk.sum().last()) > now) {
                sum = sum.plus(sum(chunk, window, now));
            }
        }
        return sum;
    }

    private static Sum sum(Chunk chunk, Window window, long now) {
        var sum = Sum.NONE;
        for (var i = 0; i < chunk.size(); i++) {
            var entry = chunk.entries().get(i);
            if (window.earliestEnd(entry.first()) > now) {
                return sum.plus(chunk.rest(i));
            }
            if (window.end(entry.last()) > now) {
                sum = sum.plus(entry);
            }
        }
        return sum;
    }
}
