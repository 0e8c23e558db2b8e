package io.pharos.runtime;

import io.pharos.engine.ByteReader;
import io.pharos.engine.ByteWriter;
import io.pharos.engine.Engine;
import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Brings the profiles of a shard under the definitions now published, a few at a time, between whatever else there is to
 * do; those that something happens to in the meantime are brought there by that. It goes on where it was after a restart.
 */
final class Sweep {
    private static final int SLICE = 64;

    private final Shard shard;
    private final Engine engine;
    private final Stage stage;
    private final byte[] key;
    private final byte[] end;
    private byte[] cursor;

    private Sweep(Shard shard, Engine engine, Stage stage, int index, int shards) {
        this.shard = shard;
        this.engine = engine;
        this.stage = stage;
        var first = firstSlot(index, shards);
        this.key = Keys.text("sweep/%04d".formatted(first));
        this.end = index == shards - 1 ? Keys.behind(Keys.FIRST) : start(firstSlot(index + 1, shards));
        this.cursor = shard.rows()
                .get(Family.META, key)
                .map(ByteReader::new)
                .filter(row -> row.fixed() == engine.version())
                .map(ByteReader::blob)
                .orElse(start(first));
    }

    /** Sets off sweeps of all shards. */
    static void start(Engine engine, Stage stage) {
        var runners = stage.shards().all();
        for (var index = 0; index < runners.size(); index++) {
            var at = index;
            var runner = runners.get(index);
            var _ = runner.ask(shard -> new Sweep(shard, engine, stage, at, runners.size()))
                    .thenCompose(sweep -> sweep.goOn(runner));
        }
    }

    private CompletableFuture<Void> goOn(ShardRunner runner) {
        return stage.writeBack()
                .room()
                .thenCompose(_ -> runner.ask(_ -> advance()))
                .thenCompose(more -> more ? goOn(runner) : CompletableFuture.completedFuture(null));
    }

    /** @return whether there is more to do */
    private boolean advance() {
        var seen = new ArrayList<byte[]>();
        var stale = new ArrayList<Long>();
        shard.rows().scan(Family.PROFILES, cursor, end, (profile, row) -> {
            seen.add(profile);
            if (ProfileTable.decode(engine, row).isEmpty()) {
                stale.add(ByteBuffer.wrap(profile).getLong());
            }
            return seen.size() < SLICE;
        });
        stale.forEach(shard::load);
        var next = seen.isEmpty() ? end : Keys.after(seen.getLast());
        if (!Arrays.equals(next, cursor)) {
            cursor = next;
            shard.rows()
                    .put(
                            Family.META,
                            key,
                            new ByteWriter(32)
                                    .fixed(engine.version())
                                    .blob(cursor)
                                    .toBytes());
        }
        shard.rows().weigh();
        return !seen.isEmpty();
    }

    private static int firstSlot(int index, int shards) {
        var slot = 0;
        while (ProfileId.shard(slot, shards) < index) {
            slot++;
        }
        return slot;
    }

    private static byte[] start(int slot) {
        return Keys.profile(ProfileId.of(slot, 0));
    }
}
