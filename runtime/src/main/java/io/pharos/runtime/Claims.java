package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Settles which profile an identifier leads to when several shards, or one and an earlier write, claim it. */
final class Claims {
    private final Rows state;
    private final TreeMap<byte[], byte[]> claims = new TreeMap<>(Arrays::compareUnsigned);

    Claims(Rows state, List<Changes> changes) {
        this.state = state;
        for (var each : changes) {
            each.of(Family.IDENTITIES).forEach((key, claim) -> claims.merge(key, claim, IdentityTable::better));
        }
    }

    void write(State.Batch batch) {
        claims.forEach((key, claim) -> {
            var best = state.get(Family.IDENTITIES, key)
                    .map(stored -> IdentityTable.better(claim, stored))
                    .orElse(claim);
            batch.put(Family.IDENTITIES, key, best);
        });
    }
}
