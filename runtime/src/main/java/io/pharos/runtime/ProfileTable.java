package io.pharos.runtime;

import io.pharos.engine.Encoded;
import io.pharos.engine.Engine;
import io.pharos.engine.Profile;
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
    private final Expiry expiry;
    private final Lru<Long, byte[]> cache;

    ProfileTable(Editions editions, Overlay rows, DeadlineTable deadlines, Expiry expiry, long cacheBytes) {
        this.editions = editions;
        this.rows = rows;
        this.deadlines = deadlines;
        this.expiry = expiry;
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

    /** From how many events a profile was folded; 0 if there is none. */
    long events(long profile) {
        return row(profile).map(row -> Engine.events(encoded(row))).orElse(0L);
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
        var encoded = encode(state);
        var planned = planned(profile);
        var expires = expiry.earliest(Engine.peek(encoded).lastEvent());
        save(profile, state, encoded, Math.min(planned, Math.min(due(state), expires)));
    }

    /** Saves a profile of which everything due by {@code now} has happened. */
    void reschedule(long profile, Standing state, Instant now) {
        var encoded = encode(state);
        var lastEvent = Engine.peek(encoded).lastEvent();
        save(profile, state, encoded, Math.min(due(state), expires(profile, state, lastEvent, now)));
    }

    /** Leaves a profile that cannot be advanced alone until it is saved again, or expires. */
    void rest(long profile, Instant now) {
        load(profile).map(Folded::standing).ifPresent(state -> {
            var encoded = encode(state);
            save(
                    profile,
                    state,
                    encoded,
                    expires(profile, state, Engine.peek(encoded).lastEvent(), now));
        });
    }

    /** Whether nothing has been heard of somebody for long enough, at a glance: who has not been for long may have been. */
    boolean mayExpire(long profile, Instant now) {
        return expiry.earliest(peek(saved(profile)).lastEvent()) <= now.toEpochMilli();
    }

    /** Whether nothing has been heard of somebody for long enough. */
    boolean isExpired(long profile, Standing state, Instant now) {
        return expires(profile, state, peek(saved(profile)).lastEvent(), now) <= now.toEpochMilli();
    }

    /** When that is; no later than it if it is to come. */
    private long expires(long profile, Standing state, Instant lastEvent, Instant now) {
        var earliest = expiry.earliest(lastEvent);
        return earliest > now.toEpochMilli() ? earliest : expiry.of(profile, lastEvent, at(state, now));
    }

    private Profile at(Standing state, Instant now) {
        var engine = editions.current().engine();
        var profile = state.atHead(engine);
        return profile.isStranger() || !now.isAfter(profile.steppedAt())
                ? profile
                : engine.advance(profile, now).profile();
    }

    private byte[] encode(Standing state) {
        return editions.current().engine().encode(state.profile());
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

    private void save(long profile, Standing state, byte[] encoded, long due) {
        deadlines.move(profile, planned(profile), due);
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
