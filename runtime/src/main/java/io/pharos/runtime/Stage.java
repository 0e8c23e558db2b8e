package io.pharos.runtime;

import io.pharos.runtime.Rows.Family;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;

/** The shards over a state, and what writes them back. */
record Stage(Shards shards, WriteBack writeBack, Rate rate) {
    private static final byte[] SHARDS = Keys.text("shards");

    /** How many shards the rows were written by, which is how many have to apply the rest of the log. */
    static int number(Rows rows, int otherwise) {
        return rows.get(Family.META, SHARDS)
                .map(row -> ByteBuffer.wrap(row).getInt())
                .orElse(otherwise);
    }

    /** Sets up {@code number} shards. Nothing else may use the state. */
    static Stage set(Context context, Storage storage, Parts parts, int number, Mailbox mailbox, InstantSource clock) {
        var state = storage.state();
        var counts = Counts.load(state);
        var isOther = number(state, number) != number;
        state.write(batch -> {
            counts.gather(state, batch);
            batch.put(Family.META, SHARDS, ByteBuffer.allocate(4).putInt(number).array());
        });
        if (isOther) {
            // What is logged from now on must be applied again by as many: a tick takes a slice in each.
            state.flush();
        }
        var rate = new Rate(clock);
        var runners = new ArrayList<ShardRunner>();
        for (var index = 0; index < number; index++) {
            var shard = new Shard(context, index == 0 ? counts : new Counts(), index, number);
            runners.add(new ShardRunner(shard, parts.shard(index), parts.health(), mailbox, rate));
        }
        var identities =
                new Identities(state, StoreSecret.of(state), context.edition().workspace(), number);
        var shards = new Shards(identities, parts.identities(), parts.health(), runners);
        var writeBack = new WriteBack(storage, parts, shards, context.settings(), Progress.of(state));
        return new Stage(shards, writeBack, rate);
    }
}
