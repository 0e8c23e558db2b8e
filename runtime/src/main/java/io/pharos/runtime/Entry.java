package io.pharos.runtime;

import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import java.util.List;
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

    /** A delivery that was given up is to be tried again. */
    record Redeliver(DeliveryId id, CompletableFuture<Boolean> answer) implements Entry {}
}
