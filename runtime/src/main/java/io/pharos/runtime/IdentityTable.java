package io.pharos.runtime;

import io.pharos.model.Identifier;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which profile an identifier leads to: the one routed by it, else the one that carried it first. Not thread-safe, except
 * {@link #remembered}; owned by its shard. Two shards may each claim an identifier that none is routed by;
 * {@link #better} settles it when both are written, and when both are asked.
 */
final class IdentityTable {
    private static final int CACHED = 100_000;

    private final Overlay rows;
    private final Lru<Identifier, Long> routed = new Lru<>(CACHED, (_, _) -> 1);

    /**
     * A claim to an identifier. Of two, the lesser one counts: routed before carried, then whoever came first.
     *
     * @param rank 0 if the profile is routed by the identifier, else 1
     * @param position of the entry that brought it
     */
    record Claim(int rank, long position, long profile) {
        byte[] encode() {
            return ByteBuffer.allocate(17)
                    .put((byte) rank)
                    .putLong(position)
                    .putLong(profile)
                    .array();
        }

        static Claim decode(byte[] bytes) {
            var from = ByteBuffer.wrap(bytes);
            return new Claim(from.get(), from.getLong(), from.getLong());
        }
    }

    IdentityTable(Overlay rows) {
        this.rows = rows;
    }

    Optional<Long> routed(Identifier identifier) {
        var remembered = remembered(identifier);
        if (remembered.isPresent()) {
            return remembered;
        }
        var found = claim(identifier).filter(claim -> claim.rank() == 0).map(Claim::profile);
        found.ifPresent(profile -> routed.put(identifier, profile));
        return found;
    }

    /** The same as far as memory goes, from any thread. What an identifier routes never changes. */
    Optional<Long> remembered(Identifier identifier) {
        return routed.get(identifier);
    }

    void route(Identifier identifier, long profile, long position) {
        rows.put(Family.IDENTITIES, Keys.identifier(identifier), new Claim(0, position, profile).encode());
        routed.put(identifier, profile);
    }

    void carry(Identifier identifier, long profile, long position) {
        var key = Keys.identifier(identifier);
        var claim = new Claim(1, position, profile).encode();
        if (rows.get(Family.IDENTITIES, key)
                .map(other -> isBetter(claim, other))
                .orElse(true)) {
            rows.put(Family.IDENTITIES, key, claim);
        }
    }

    Optional<Claim> claim(Identifier identifier) {
        return rows.get(Family.IDENTITIES, Keys.identifier(identifier)).map(Claim::decode);
    }

    static byte[] better(byte[] claim, byte[] other) {
        return isBetter(claim, other) ? claim : other;
    }

    private static boolean isBetter(byte[] claim, byte[] other) {
        return Arrays.compareUnsigned(claim, other) < 0;
    }
}
