package io.pharos.runtime;

import io.pharos.model.Event;
import io.pharos.runtime.ProfileCheck.Stored;
import io.pharos.runtime.RowCursor.Row;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what lies under each profile side by side, each row once, and folds every history on the way. */
final class HistoryCheck {
    private final Rows rows;
    private final ProfileCheck profiles;
    private final Counts counts;
    private final Differences differences;
    private final PersonNames names;
    private final OwnerCheck owners;

    /**
     * @param owners compares whose each event is
     * @param counts takes what there is
     */
    HistoryCheck(
            Rows rows,
            ProfileCheck profiles,
            OwnerCheck owners,
            Counts counts,
            Differences differences,
            PersonNames names) {
        this.rows = rows;
        this.profiles = profiles;
        this.counts = counts;
        this.differences = differences;
        this.names = names;
        this.owners = owners;
    }

    /** The rows of one slot, family by family. */
    private record Slot(RowCursor profiles, RowCursor events, RowCursor checkpoints, RowCursor backlog) {
        @Nullable
        Long next() {
            return RowCursor.profile(profiles, events, checkpoints, backlog);
        }
    }

    void check(int number) {
        var slot = new Slot(
                cursor(Family.PROFILES, number),
                cursor(Family.HISTORY, number),
                cursor(Family.CHECKPOINTS, number),
                cursor(Family.BACKLOG, number));
        for (var next = slot.next(); next != null; next = slot.next()) {
            check(next, slot);
        }
    }

    private RowCursor cursor(Family family, int slot) {
        return new RowCursor(rows, family, Histories.start(slot), Histories.start(slot + 1));
    }

    private void check(long person, Slot slot) {
        var profile = slot.profiles().take(person);
        var stored = profile == null ? Optional.<Stored>empty() : profiles.stored(person, profile.value());
        var checkpoints = new CheckpointCheck(profiles, names, person, differences, stored, slot.checkpoints());
        var waiting = waiting(person, slot.backlog());
        var left = new HashSet<>(waiting);
        var fold = stored.map(Stored::fold);
        fold.ifPresent(each -> each.observe(checkpoints::passed));
        var hasEvents = false;
        for (var row = slot.events().take(person);
                row != null;
                row = slot.events().take(person)) {
            hasEvents = true;
            left.remove(HistoryTable.position(row.key()));
            var event = read(person, row);
            if (event.isPresent() && fold.isPresent() && !waiting.contains(HistoryTable.position(row.key()))) {
                fold.get().add(event.get());
            }
        }
        owners.endOfPerson();
        compare(person, profile != null, hasEvents);
        for (var position : left) {
            differences.add(
                    Family.BACKLOG,
                    () -> names.of(person),
                    "entry " + position + ", which waits",
                    "an event of theirs");
        }
        if (stored.isPresent() && fold.isPresent()) {
            profiles.compare(person, stored.get(), fold.get().profile(), !waiting.isEmpty());
        }
        checkpoints.end(profile != null);
    }

    private void compare(long person, boolean hasProfile, boolean hasEvents) {
        if (hasProfile && !hasEvents) {
            differences.add(Family.HISTORY, () -> names.of(person), "no events", "those of the profile");
        } else if (hasEvents && !hasProfile) {
            differences.add(Family.PROFILES, () -> names.of(person), "no profile", "one, since there are events");
        }
    }

    /** The positions of events that lie in the history already but are not in the profile yet. */
    private static Set<Long> waiting(long person, RowCursor backlog) {
        var waiting = new HashSet<Long>();
        for (var row = backlog.take(person); row != null; row = backlog.take(person)) {
            waiting.add(ByteBuffer.wrap(row.key()).getLong(Long.BYTES));
        }
        return waiting;
    }

    private Optional<Event> read(long person, Row row) {
        counts.add(Counts.EVENTS, 1);
        var position = HistoryTable.position(row.key());
        try {
            var event = HistoryTable.event(row.value());
            if (!Arrays.equals(row.key(), Keys.history(person, event.time(), position))) {
                differences.add(
                        Family.HISTORY,
                        () -> "event " + event.id() + " of " + names.of(person),
                        "the place of another moment",
                        "that of " + event.time());
            }
            owners.event(person, row);
            return Optional.of(event);
        } catch (RuntimeException e) {
            differences.unreadable(Family.HISTORY, () -> "event at entry " + position + " of " + names.of(person), e);
            return Optional.empty();
        }
    }
}
