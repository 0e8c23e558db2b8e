package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.model.Identifier;
import io.pharos.runtime.Removal.Stretch;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Remembers for a while who was erased, by hashes that only this store can make, so that what is sent late does not bring them
 * back. A row says of an identifier which times are refused; another one, by the moment of the erasure, when that ends.
 *
 * <p>Not thread-safe, except {@link #earliest}; owned by the identities.
 */
final class Tombstones {
    private static final byte OF_HASH = 'h';
    private static final byte BY_MOMENT = 'm';
    private static final int HASH_BYTES = 32;
    /** So many end at one tick: the rest waits for the next one. */
    private static final int SLICE = 256;

    private final Overlay rows;
    private final StoreSecret secret;
    private final Duration kept;
    /** No erasure is later. */
    private long latest = Long.MIN_VALUE;
    /** No tombstone ends earlier. */
    private volatile long earliest;

    /** @param erased the moment of the erasure, in milliseconds */
    private record Refused(Stretch stretch, long erased) {}

    Tombstones(Overlay rows, StoreSecret secret, Duration kept) {
        this.rows = rows;
        this.secret = secret;
        this.kept = kept;
        rows.scan(Family.TOMBSTONES, new byte[] {BY_MOMENT}, new byte[] {BY_MOMENT + 1}, (key, _) -> {
            latest = moment(key);
            return true;
        });
        look();
    }

    /** A moment before which no tombstone ends, in milliseconds. */
    long earliest() {
        return earliest;
    }

    /** What comes from before {@code at} of those who are removed is refused from now on. */
    void add(Removal removal, Instant at) {
        var until = at.toEpochMilli();
        removal.named().forEach(identifier -> add(identifier, List.of(new Stretch(Long.MIN_VALUE, until)), until));
        removal.stretches().forEach((device, stretches) -> add(device, stretches, until));
    }

    private void add(Identifier identifier, Collection<Stretch> stretches, long erased) {
        if (stretches.isEmpty()) {
            return;
        }
        var hash = secret.hash(identifier);
        var all = new ArrayList<>(refused(hash));
        stretches.forEach(stretch -> all.add(new Refused(stretch, erased)));
        rows.put(Family.TOMBSTONES, key(hash), encode(all));
        rows.mark(Family.TOMBSTONES, key(erased, hash));
        latest = Math.max(latest, erased);
        earliest = Math.min(earliest, erased + kept.toMillis());
    }

    /** Whether something of any of {@code identifiers} from that time, in milliseconds, is of somebody who was erased. */
    boolean refuse(List<Identifier> identifiers, long time) {
        return time <= latest && identifiers.stream().anyMatch(identifier -> refuse(identifier, time));
    }

    private boolean refuse(Identifier identifier, long time) {
        return refused(secret.hash(identifier)).stream()
                .map(Refused::stretch)
                .anyMatch(stretch -> stretch.since() <= time && time <= stretch.until());
    }

    /** Time has come to {@code now}. */
    void expire(Instant now) {
        var ended = new ArrayList<byte[]>();
        var end = Keys.moment(now.minus(kept).toEpochMilli() + 1);
        rows.scan(
                Family.TOMBSTONES,
                new byte[] {BY_MOMENT},
                ByteBuffer.allocate(1 + end.length).put(BY_MOMENT).put(end).array(),
                (key, _) -> ended.add(key) && ended.size() < SLICE);
        for (var key : ended) {
            rows.unmark(Family.TOMBSTONES, key);
            end(Arrays.copyOfRange(key, 1 + Long.BYTES, key.length), moment(key));
        }
        look();
    }

    private void end(byte[] hash, long erased) {
        var left =
                refused(hash).stream().filter(each -> each.erased() != erased).toList();
        if (left.isEmpty()) {
            rows.delete(Family.TOMBSTONES, key(hash));
        } else {
            rows.put(Family.TOMBSTONES, key(hash), encode(left));
        }
    }

    private void look() {
        var next = new long[] {DeadlineTable.NEVER};
        rows.scan(Family.TOMBSTONES, new byte[] {BY_MOMENT}, new byte[] {BY_MOMENT + 1}, (key, _) -> {
            next[0] = moment(key) + kept.toMillis();
            return false;
        });
        earliest = next[0];
    }

    private List<Refused> refused(byte[] hash) {
        return rows.get(Family.TOMBSTONES, key(hash)).map(Tombstones::decode).orElse(List.of());
    }

    private static byte[] key(byte[] hash) {
        return ByteBuffer.allocate(1 + HASH_BYTES).put(OF_HASH).put(hash).array();
    }

    private static byte[] key(long erased, byte[] hash) {
        return ByteBuffer.allocate(1 + Long.BYTES + HASH_BYTES)
                .put(BY_MOMENT)
                .put(Keys.moment(erased))
                .put(hash)
                .array();
    }

    private static long moment(byte[] key) {
        return Keys.millis(key, 1);
    }

    private static byte[] encode(List<Refused> refused) {
        var to = new ByteWriter(32).count(refused.size());
        for (var each : refused) {
            to.fixed(each.stretch().since()).fixed(each.stretch().until()).fixed(each.erased());
        }
        return to.toBytes();
    }

    private static List<Refused> decode(byte[] row) {
        var from = new ByteReader(row);
        var refused = new ArrayList<Refused>();
        for (var left = from.size(); left > 0; left--) {
            refused.add(new Refused(new Stretch(from.fixed(), from.fixed()), from.fixed()));
        }
        return refused;
    }
}
