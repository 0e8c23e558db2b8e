package io.pharos.runtime;

import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Runs a workspace on one machine. Its log is the truth: an event is answered when it is durable there and applied;
 * everything else is written back behind it and can be made again from it.
 *
 * <p>Safe for use by many threads. Futures complete on the host's own threads: what hangs on them must not block.
 */
public final class Host implements AutoCloseable {
    private Host() {}

    /** Opens the host and applies again what a crash left unwritten. On return it is ready. It owns {@code storage} from then on. */
    public static Host open(
            Workspace workspace, Storage storage, Outbox outbox, HostSettings settings, InstantSource clock) {
        return Pending.yet();
    }

    public Workspace workspace() {
        return Pending.yet();
    }

    /** Never blocks. Completes with {@link Overloaded} if there is no room. */
    public CompletableFuture<Receipt> ingest(Event event) {
        return Pending.yet();
    }

    /**
     * Takes all events or none; receipts come in the order of the events, when every one of them is durable and applied.
     * Never blocks. Completes with {@link Overloaded} if there is no room for all of them, and with
     * {@link IllegalArgumentException} if there never will be.
     */
    public CompletableFuture<List<Receipt>> ingest(List<Event> events) {
        return Pending.yet();
    }

    /** The same for importers: waits for room as long as it takes, then returns without waiting for the answer. */
    public CompletableFuture<List<Receipt>> ingestPatiently(List<Event> events) throws InterruptedException {
        return Pending.<CompletableFuture<List<Receipt>>>yet();
    }

    /**
     * The profile as it reads now, with everything in it that has been answered. An identifier that no profile is routed
     * by leads to the profile that carried it first.
     */
    public CompletableFuture<Optional<Snapshot>> profile(Identifier identifier) {
        return Pending.yet();
    }

    /** Every profile as it reads at {@code asOf} or at its last step if that is later, sorted by id. Blocks until the last is out. */
    public void export(Instant asOf, Consumer<Snapshot> each) {
        Pending.yet();
    }

    public Journal journal() {
        return Pending.yet();
    }

    /** Records what became of a delivery; completes when that is durable. Only the first outcome counts. */
    public CompletableFuture<Void> settle(String delivery, Delivery.Outcome outcome) {
        return Pending.yet();
    }

    /** Deliveries in the ledger, latest first. Blocks. */
    public List<DeliveryRecord> deliveries(DeliveryRecord.Filter filter, int limit) {
        return Pending.yet();
    }

    /** Deliveries that were given up, latest first. Blocks. */
    public List<DeliveryRecord> deadLetters(int limit) {
        return Pending.yet();
    }

    /** Offers a delivery that was given up once more; false if there is none of that id, or it was not given up. */
    public CompletableFuture<Boolean> redeliver(String delivery) {
        return Pending.yet();
    }

    public HostStats stats() {
        return Pending.yet();
    }

    /** Takes nothing more, applies and writes back what it has, and closes the storage. */
    @Override
    public void close() {
        Pending.yet();
    }
}
