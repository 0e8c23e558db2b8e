package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Something that changes the host, as it is logged. Its answer is completed when it is durable and applied. */
sealed interface Entry {
    CompletableFuture<?> answer();

    /** @param bytes the event, encoded */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Ingest(Event event, Sender sender, byte[] bytes, CompletableFuture<Receipt> answer) implements Entry {}

    /** Time has come as far as the entry's own time: for every shard. */
    record Tick(CompletableFuture<Boolean> answer) implements Entry {}

    /** What became of a delivery. */
    record Settle(DeliveryId id, Delivery.Outcome outcome, CompletableFuture<Boolean> answer) implements Entry {}

    /**
     * Two identifiers are not one person's, whatever events say. Its answer is how they are still connected, from the one to
     * the other: empty if they are not.
     */
    record Unlink(Identifier subject, Identifier other, CompletableFuture<List<Identifier>> answer) implements Entry {}

    /**
     * Whoever is known by an identifier was never there, and nothing that is from before now brings them back. Its answer is
     * what was deleted; empty if nobody is known by it.
     */
    record Erase(Identifier identifier, CompletableFuture<Optional<Erased>> answer) implements Entry {
        /**
         * @param at the moment of the entry
         * @param position of the entry
         */
        record Erased(Instant at, long position, Removal removal, Removed removed) {}
    }

    /**
     * Other definitions: what stands before it in the log is applied under those before, what stands behind it under these.
     * For every shard.
     *
     * @param publication without its moment, which is the entry's own
     * @param engine compiled from it; empty if this program cannot read what an earlier one has published
     * @param census of all events before it, if who is who follows from other definitions than before; not logged, since it
     *     can be taken again
     */
    record Publish(
            Publication publication,
            Optional<Engine> engine,
            Optional<Census> census,
            CompletableFuture<Instant> answer)
            implements Entry {
        Publish with(Census taken) {
            return new Publish(publication, engine, Optional.of(taken), answer);
        }
    }

    /**
     * It is the turn of these profiles to be brought under the definitions in force. What comes of it is the same whenever that
     * is; that it is logged makes the deliveries that follow the same when it is done again.
     *
     * @param answer how many nanoseconds it took
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    record Refold(long[] profiles, CompletableFuture<Long> answer) implements Entry {}

    /**
     * The history of a person has been folded beside the shard, with the events that waited for that and came by entries up to a
     * position: they are applied now.
     */
    record CatchUp(long profile, long upTo, CompletableFuture<Boolean> answer) implements Entry {}

    /** A delivery that was given up is to be tried again. */
    record Redeliver(DeliveryId id, CompletableFuture<Boolean> answer) implements Entry {}
}
