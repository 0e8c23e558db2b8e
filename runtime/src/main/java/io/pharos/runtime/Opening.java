package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.runtime.Rows.Family;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** What is settled for good before anything runs: what the store is called, and since when its definitions are in force. */
final class Opening {
    static final byte[] EPOCH = Keys.text("epoch");

    private final Engine engine;
    private final Storage storage;

    Opening(Engine engine, Storage storage) {
        this.engine = engine;
        this.storage = storage;
    }

    /** @throws IllegalStateException if the log and the rows do not belong together */
    void check() {
        var written = Progress.of(storage.state()).position();
        var end = storage.log().end();
        if (end < written) {
            throw new IllegalStateException("the log ends at entry " + end + ", but the profiles go up to " + written
                    + ": they do not belong together, or files of the log are missing");
        }
    }

    /** Distinguishes this store from every other, in the ids of deliveries. */
    String epoch() {
        var state = storage.state();
        return state.get(Family.META, EPOCH)
                .map(epoch -> new String(epoch, StandardCharsets.UTF_8))
                .orElseGet(() -> {
                    var epoch = UUID.randomUUID().toString();
                    settle(batch -> batch.put(Family.META, EPOCH, Keys.text(epoch)));
                    return epoch;
                });
    }

    /** When the definitions came into force: {@code now}, if they are not those that were. */
    Instant published(Instant now) {
        var state = storage.state();
        var before = Publication.of(state);
        if (before.isPresent() && before.get().version() == engine.version()) {
            return before.get().at();
        }
        var publication = new Publication(engine.version(), before.isPresent() ? now : Instant.EPOCH);
        var counts = Counts.load(state);
        counts.forgetMemberships();
        settle(batch -> {
            publication.write(batch);
            counts.gather(state, batch);
        });
        return publication.at();
    }

    private void settle(Consumer<State.Batch> changes) {
        storage.state().write(changes);
        storage.state().flush();
    }
}
