package io.pharos.runtime;

import io.pharos.engine.Encoded;
import io.pharos.engine.Engine;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The profiles of a shard, compact in the heap: bytes are a third of what objects would take. Not thread-safe, except
 * {@link #cached}; owned by its shard.
 */
final class ProfileTable {
    /** A row begins with two moments: when it is looked at next, and the head. */
    private static final int MOMENTS_BYTES = 16;

    /** What an entry of the cache takes beside the profile. */
    private static final int ENTRY_BYTES = 120;

    private final Editions editions;
    private final Overlay rows;
    private final DeadlineTable deadlines;
    private final Lru<Long, byte[]> cache;

    ProfileTable(Editions editions, Overlay rows, DeadlineTable deadlines, long cacheBytes) {
        this.editions = editions;
        this.rows = rows;
        this.deadlines = deadlines;
        this.cache = new Lru<>(cacheBytes, (_, row) -> row.length + ENTRY_BYTES);
    }

    boolean has(long profile) {
        return row(profile).isPresent();
    }

    /** A profile, and the definitions that it was folded under. */
    record Folded(Standing standing, Edition edition) {}

    /** Empty if the profile was folded under definitions that are not known any more. */
    Optional<Folded> load(long profile) {
        return folded(saved(profile));
    }

    /** The profile as it was saved last, from any thread; empty if it is not in memory, as for {@link #load} otherwise. */
    Optional<Folded> cached(long profile) {
        return cache.get(profile).flatMap(this::folded);
    }

    /** The head of a profile, whatever it was folded under. */
    Instant head(long profile) {
        return head(saved(profile));
    }

    private Optional<Folded> folded(byte[] row) {
        return editions.of(peek(row).version())
                .flatMap(edition -> decode(edition.engine(), row).map(standing -> new Folded(standing, edition)));
    }

    /**
     * A deadline that only moves further away, as the end of a visit does at every event, is left where it is: the profile
     * is looked at once in vain then, and {@linkplain #reschedule finds its place}.
     */
    void save(long profile, Standing state) {
        var planned = planned(profile);
        save(profile, state, planned, Math.min(planned, due(state)));
    }

    /** Saves a profile of which everything due has happened. */
    void reschedule(long profile, Standing state) {
        save(profile, state, planned(profile), due(state));
    }

    /** Leaves a profile that cannot be advanced alone until it is saved again. */
    void rest(long profile) {
        load(profile).ifPresent(folded -> save(profile, folded.standing(), planned(profile), DeadlineTable.NEVER));
    }

    void remove(long profile) {
        deadlines.move(profile, planned(profile), DeadlineTable.NEVER);
        rows.delete(Family.PROFILES, Keys.profile(profile));
        cache.remove(profile);
    }

    /** What falls due before the head belongs to the past. */
    private long due(Standing state) {
        var engine = editions.current().engine();
        return engine.due(state.atHead(engine)).map(Instant::toEpochMilli).orElse(DeadlineTable.NEVER);
    }

    /** When the profile is going to be looked at. */
    private long planned(long profile) {
        return row(profile).map(ProfileTable::due).orElse(DeadlineTable.NEVER);
    }

    private void save(long profile, Standing state, long planned, long due) {
        deadlines.move(profile, planned, due);
        var encoded = editions.current().engine().encode(state.profile());
        var row = ByteBuffer.allocate(MOMENTS_BYTES + encoded.length)
                .putLong(due)
                .putLong(state.head().toEpochMilli())
                .put(encoded)
                .array();
        rows.put(Family.PROFILES, Keys.profile(profile), row);
        cache.put(profile, row);
    }

    static Optional<Standing> decode(Engine engine, byte[] row) {
        return engine.decode(encoded(row)).map(profile -> new Standing(profile, head(row)));
    }

    /** What a row tells at a glance of the profile in it. */
    static Encoded peek(byte[] row) {
        var end = Math.min(row.length, MOMENTS_BYTES + Engine.PEEK_BYTES);
        return Engine.peek(Arrays.copyOfRange(row, MOMENTS_BYTES, end));
    }

    /** When the profile of a row is going to be looked at, in milliseconds. */
    static long due(byte[] row) {
        return ByteBuffer.wrap(row).getLong();
    }

    /** The profile of a row, encoded. */
    static byte[] encoded(byte[] row) {
        return Arrays.copyOfRange(row, MOMENTS_BYTES, row.length);
    }

    static Instant head(byte[] row) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(row).getLong(Long.BYTES));
    }

    private byte[] saved(long profile) {
        return row(profile)
                .orElseThrow(() -> new IllegalStateException("there is no profile " + Long.toHexString(profile)));
    }

    private Optional<byte[]> row(long profile) {
        var cached = cache.get(profile);
        if (cached.isPresent()) {
            return cached;
        }
        var stored = rows.get(Family.PROFILES, Keys.profile(profile));
        stored.ifPresent(row -> cache.put(profile, row));
        return stored;
    }
}
