package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
import io.pharos.model.Event;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
            rows.put(
                    Family.CHECKPOINTS,
                    key(person, last),
                    editions.current().engine().encode(profile));
            Spacing.outlived(last, number -> rows.delete(Family.CHECKPOINTS, key(person, number)));
        }
    }

    /** The latest that {@code event} comes after, if one was made under the definitions in force. */
    Optional<Profile> before(long person, Event event) {
        return before(rows, editions.current().engine(), person, event);
    }

    static Optional<Profile> before(Rows rows, Engine engine, long person, Event event) {
        var found = new ArrayList<Profile>();
        var prefix = Keys.profile(person);
        rows.scan(Family.CHECKPOINTS, prefix, Keys.behind(prefix), (_, row) -> {
            engine.decode(row).filter(profile -> engine.follows(profile, event)).ifPresent(found::add);
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    /** Keeps those up to {@code upTo}, and {@code later} ones behind it; whatever else there was is gone. */
    void keep(long person, Profile upTo, Collection<Profile> later) {
        numbers(person).stream()
                .filter(number -> number > spacing.number(upTo))
                .forEach(number -> rows.delete(Family.CHECKPOINTS, key(person, number)));
        later.forEach(profile -> passed(person, profile));
    }

    void forget(long person) {
        numbers(person).forEach(number -> rows.delete(Family.CHECKPOINTS, key(person, number)));
    }

    private List<Long> numbers(long person) {
        var numbers = new ArrayList<Long>();
        var prefix = Keys.profile(person);
        rows.scan(
                Family.CHECKPOINTS,
                prefix,
                Keys.behind(prefix),
                (key, _) -> numbers.add(~ByteBuffer.wrap(key).getLong(Long.BYTES)));
        return numbers;
    }

    /** The latest first. */
    private static byte[] key(long person, long number) {
        return ByteBuffer.allocate(16).putLong(person).putLong(~number).array();
    }
}
