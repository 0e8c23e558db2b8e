package io.pharos.runtime;

import io.pharos.model.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What one person hands over to another: filled by the shard of the one, awaited by that of the other. Thread-safe.
 */
final class Parcel {
    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private final CompletableFuture<List<DeliveryId>> undone = new CompletableFuture<>();

    /**
     * @param events in no order
     * @param known by which the person was known, if nothing is left of them
     * @param before what the person was, if nothing is left of them
     * @param head the moment up to which the person's transitions have been judged
     * @param held deliveries of the person that wait for late events, if nothing is left of them
     */
    record Content(
            List<Filed> events, List<Identifier> known, Memberships before, Instant head, List<DeliveryRecord> held) {
        static final Content NOTHING = new Content(List.of(), List.of(), Memberships.NONE, Instant.EPOCH, List.of());

        /** @param isThere whether there is somebody who could take more than events */
        boolean brings(boolean isThere) {
            return !events.isEmpty() || (isThere && (!held.isEmpty() || !before.equals(Memberships.NONE)));
        }
    }

    CompletableFuture<Content> content() {
        return content;
    }

    /** Those of the held deliveries that are undone by what became of the two persons. */
    CompletableFuture<List<DeliveryId>> undone() {
        return undone;
    }

    void abandon(Throwable failure) {
        content.completeExceptionally(failure);
        undone.completeExceptionally(failure);
    }
}
