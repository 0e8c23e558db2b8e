package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What profiles were after some of their events, so that folding a history again need not begin with its first. A checkpoint is
 * right as long as nothing changes among the events up to it; whoever changes something there {@linkplain #keep says so}.
 * Owned by its shard.
 */
final class CheckpointTable {
    private final Overlay rows;
    private final Editions editions;
    private final Spacing spacing;

    CheckpointTable(Overlay rows, Editions editions, Spacing spacing) {
        this.rows = rows;
        this.editions = editions;
        this.spacing = spacing;
    }

    /** Keeps a profile as one more event has left it, if that is a place to keep it at. */
    void passed(long person, Profile profile) {
        if (spacing.isPlace(profile)) {
            var last = spacing.number(profile);
            put(person, last, profile);
            Spacing.outlived(last, number -> rows.delete(Family.CHECKPOINTS, key(person, number)));
        }
    }

    /** The latest that {@code event} comes after, if one was made under the definitions in force. */
    Optional<Profile> before(long person, Event event) {
        var numbers = Spacing.kept(last(person));
        Profile found = null;
        var behind = 0; // the event comes before those in front of here, as far as they were looked at
        var far = numbers.length;
        for (var step = 1; behind < far; step *= 2) {
            // What comes late seldom comes very late: ever longer steps first, then halves of what is left.
            var at = found == null ? Math.min(behind + step - 1, far - 1) : (behind + far) >>> 1;
            var profile = of(person, numbers[at]);
            if (profile != null && editions.current().engine().follows(profile, event)) {
                found = profile;
                far = at;
            } else {
                behind = at + 1;
            }
        }
        return Optional.ofNullable(found);
    }

    private @Nullable Profile of(long person, long number) {
        return rows.get(Family.CHECKPOINTS, key(person, number))
                .flatMap(editions.current().engine()::decode)
                .orElse(null);
    }

    /** The number of the latest; 0 if there is none. */
    private long last(long person) {
        var last = new long[1];
        var prefix = Keys.profile(person);
        rows.scan(Family.CHECKPOINTS, prefix, Keys.behind(prefix), (key, _) -> {
            last[0] = number(key);
            return false;
        });
        return last[0];
    }

    /** Keeps those up to {@code upTo}, and {@code later} ones behind it; whatever else there was is gone. */
    void keep(long person, Profile upTo, NavigableMap<Long, Profile> later) {
        var last = later.isEmpty() ? spacing.number(upTo) : later.lastKey();
        numbers(person).stream()
                .filter(number -> number > spacing.number(upTo) || !Spacing.isKept(number, last))
                .forEach(number -> rows.delete(Family.CHECKPOINTS, key(person, number)));
        later.forEach((number, profile) -> put(person, number, profile));
    }

    void forget(long person) {
        numbers(person).forEach(number -> rows.delete(Family.CHECKPOINTS, key(person, number)));
    }

    private List<Long> numbers(long person) {
        var numbers = new ArrayList<Long>();
        var prefix = Keys.profile(person);
        rows.scan(Family.CHECKPOINTS, prefix, Keys.behind(prefix), (key, _) -> numbers.add(number(key)));
        return numbers;
    }

    private void put(long person, long number, Profile profile) {
        rows.put(
                Family.CHECKPOINTS,
                key(person, number),
                editions.current().engine().encode(profile));
    }

    private static long number(byte[] key) {
        return ~ByteBuffer.wrap(key).getLong(Long.BYTES);
    }

    /** The latest first. */
    private static byte[] key(long person, long number) {
        return ByteBuffer.allocate(16).putLong(person).putLong(~number).array();
    }
}
