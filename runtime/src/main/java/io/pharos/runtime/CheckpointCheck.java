package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.runtime.ProfileCheck.Stored;
import io.pharos.runtime.Rows.Family;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the checkpoints of one profile with what it is on the way, when all of its history is folded. Those that were made under
 * other definitions than the profile are never looked at again, and not here either.
 */
final class CheckpointCheck {
    private final ProfileCheck profiles;
    private final PersonNames names;
    private final long person;
    private final Differences differences;
    private final Optional<Stored> stored;
    /** By how many events are in them. */
    private final Map<Long, Profile> left = new TreeMap<>();

    private int unread;

    /** @param rows stands at the checkpoints of that person, and behind them afterwards */
    CheckpointCheck(
            ProfileCheck profiles,
            PersonNames names,
            long person,
            Differences differences,
            Optional<Stored> stored,
            RowCursor rows) {
        this.profiles = profiles;
        this.names = names;
        this.person = person;
        this.differences = differences;
        this.stored = stored;
        for (var row = rows.take(person); row != null; row = rows.take(person)) {
            read(row.value());
        }
    }

    private void read(byte[] row) {
        if (stored.isEmpty()) {
            unread++;
            return;
        }
        try {
            stored.get().engine().decode(row).ifPresent(profile -> left.put(profile.events(), profile));
        } catch (RuntimeException e) {
            differences.unreadable(Family.CHECKPOINTS, () -> names.of(person), e);
        }
    }

    /** One more event has been folded. */
    void passed(Profile folded) {
        var checkpoint = left.isEmpty() ? null : left.remove(folded.events());
        if (checkpoint == null) {
            return;
        }
        var engine = stored.orElseThrow().engine();
        var then = profiles.caughtUp(folded, checkpoint, engine);
        if (!Arrays.equals(engine.encode(then), engine.encode(checkpoint))) {
            differences.add(
                    Family.CHECKPOINTS,
                    () -> names.of(person),
                    "another profile after " + folded.events() + " events",
                    "the fold of these");
        }
    }

    /**
     * All have been folded.
     *
     * @param hasProfile whether there is a profile, of which is told elsewhere if it cannot be read
     */
    void end(boolean hasProfile) {
        if (!hasProfile && unread > 0) {
            differences.add(
                    Family.CHECKPOINTS, () -> names.of(person), unread + " checkpoints", "none: there is no profile");
        }
        left.keySet()
                .forEach(events -> differences.add(
                        Family.CHECKPOINTS,
                        () -> names.of(person),
                        "a checkpoint after " + events + " events",
                        "none: there are fewer"));
    }
}
