package io.pharos.runtime;

import io.pharos.engine.Engine;
import io.pharos.model.Delivery;
import io.pharos.model.Event;
import io.pharos.model.Identifier;
import io.pharos.model.Snapshot;
import io.pharos.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a workspace on one machine. Its log is the truth: an event is answered when it is durable there and applied;
 * everything else is written back behind it and can be made again from it.
 *
 * <p>Safe for use by many threads. Futures complete on the host's own threads: what hangs on them must not block.
 */
public final class Host implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Context context;
    private final Storage storage;
    private final InstantSource clock;
    private final Parts parts;
    private final Mailbox mailbox;
    private final Intake intake;
    private final Stage stage;
    private final Committer committer;
    private final Heartbeat heartbeat;
    private volatile boolean closed;

    private Host(Context context, Storage storage, InstantSource clock, Parts parts, Mailbox mailbox, Stage stage) {
        this.context = context;
        this.storage = storage;
        this.clock = clock;
        this.parts = parts;
        this.mailbox = mailbox;
        this.intake = new Intake(context.engine().workspace());
        this.stage = stage;
        var written = Progress.of(storage.state());
        this.committer =
                new Committer(storage.log(), new EntryCodec(intake::sender), clock, parts, stage, written.at());
        this.heartbeat = new Heartbeat(committer, stage, clock);
    }

    /**
     * Opens the host and applies again what a crash left unwritten. On return it is ready. It owns {@code storage} from
     * then on.
     *
     * @throws IllegalStateException if the storage is damaged
     */
    public static Host open(
            Workspace workspace, Storage storage, Outbox outbox, HostSettings settings, InstantSource clock) {
        var threads = new PlatformThreads();
        try {
            return open(workspace, storage, outbox, settings, clock, threads).join();
        } catch (RuntimeException e) {
            threads.close();
            storage.close();
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    static CompletableFuture<Host> open(
            Workspace workspace,
            Storage storage,
            Outbox outbox,
            HostSettings settings,
            InstantSource clock,
            Threads threads) {
        var engine = Engine.of(workspace);
        var opening = new Opening(engine, storage);
        opening.check();
        var published = opening.published(clock.instant());
        var context = new Context(
                engine, storage.state(), opening.epoch(), published, outbox, new Journal(settings.journal()), settings);
        var parts = new Parts(threads);
        return recover(context, storage, clock, parts)
                .thenApply(_ -> {
                    var mailbox = new Mailbox(settings);
                    var stage = Stage.set(context, storage, parts, settings.shards(), mailbox, clock);
                    return new Host(context, storage, clock, parts, mailbox, stage);
                })
                .thenCompose(Host::start);
    }

    private static CompletableFuture<Void> recover(Context context, Storage storage, InstantSource clock, Parts parts) {
        if (Progress.of(storage.state()).position() == storage.log().end()) {
            return CompletableFuture.completedFuture(null);
        }
        var shards = Stage.number(storage.state(), context.settings().shards());
        var stage = Stage.set(context, storage, parts, shards, new Mailbox(context.settings()), clock);
        var codec = new EntryCodec(new Intake(context.engine().workspace())::sender);
        return new Recovery(storage.log(), codec, stage, parts).run();
    }

    private CompletableFuture<Host> start() {
        var now = clock.instant();
        return stage.shards()
                .ask(shard -> {
                    shard.goLive(now);
                    return true;
                })
                .thenApply(_ -> {
                    heartbeat.start(context.settings());
                    Sweep.start(context.engine(), stage);
                    return this;
                });
    }

    public Workspace workspace() {
        return context.engine().workspace();
    }

    /** Never blocks. Completes with {@link Overloaded} if there is no room. */
    public CompletableFuture<Receipt> ingest(Event event) {
        return ingest(List.of(event)).thenApply(List::getFirst);
    }

    /**
     * Takes all events or none; receipts come in the order of the events, when every one of them is durable and applied.
     * Never blocks. Completes with {@link Overloaded} if there is no room for all of them, and with
     * {@link IllegalArgumentException} if there never will be.
     */
    public CompletableFuture<List<Receipt>> ingest(List<Event> events) {
        try {
            requireOpen();
            var entries = new ArrayList<Entry.Ingest>(events.size());
            var bytes = 0L;
            for (var event : events) {
                var entry = intake.entry(event);
                entries.add(entry);
                bytes += entry.bytes().length;
                // Events that share values are small until they are encoded.
                mailbox.requirePossible(events.size(), bytes);
            }
            mailbox.reserve(events.size(), bytes);
            committer.submit(entries);
            return receipts(entries);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The same for importers: waits for room as long as it takes, then returns without waiting for the answer. */
    public CompletableFuture<List<Receipt>> ingestPatiently(List<Event> events) throws InterruptedException {
        var pause = Duration.ofMillis(1);
        while (true) {
            var receipts = ingest(events);
            if (!receipts.isCompletedExceptionally() || !(receipts.exceptionNow() instanceof Overloaded)) {
                return receipts;
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** The profile as it reads now, with everything in it that has been answered. */
    public CompletableFuture<Optional<Snapshot>> profile(Identifier identifier) {
        return new Lookup(stage.shards()).profile(identifier, clock.instant());
    }

    /**
     * Every profile that had an event by {@code asOf}, as it read then, sorted by id. Blocks until the last is out.
     */
    public void export(Instant asOf, Consumer<Snapshot> each) {
        read(rows -> {
            exporter(rows).read(asOf, each);
            return true;
        });
    }

    /**
     * Takes two identifiers apart for good, whatever events say. Completes, when that is durable and both are who they are
     * without it, with how they are still connected by others, from the one to the other; empty if they are not.
     */
    public CompletableFuture<List<Identifier>> unlink(Identifier one, Identifier other) {
        try {
            requireOpen();
            var entry = new Entry.Unlink(one, other, new CompletableFuture<>());
            committer.submit(List.of(entry));
            return entry.answer();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    public Journal journal() {
        return context.journal();
    }

    /** Records what became of a delivery; completes when that is durable. Only the first outcome counts. */
    public CompletableFuture<Void> settle(String delivery, Delivery.Outcome outcome) {
        return submit(delivery, id -> new Entry.Settle(id, outcome, new CompletableFuture<>()))
                .thenApply(_ -> null);
    }

    /** Deliveries in the ledger, latest first. Blocks. */
    public List<DeliveryRecord> deliveries(DeliveryRecord.Filter filter, int limit) {
        return read(rows -> Deliveries.list(rows, filter, limit));
    }

    /** Deliveries that were given up, latest first. Blocks. */
    public List<DeliveryRecord> deadLetters(int limit) {
        return deliveries(new DeliveryRecord.Filter(Optional.of(DeliveryRecord.State.DEAD), Optional.empty()), limit);
    }

    /** Offers a delivery that was given up once more; false if there is none of that id, or it was not given up. */
    public CompletableFuture<Boolean> redeliver(String delivery) {
        return submit(delivery, id -> new Entry.Redeliver(id, new CompletableFuture<>()));
    }

    public HostStats stats() {
        return HostStats.of(storage.log().end(), stage, mailbox, parts.health(), clock.instant());
    }

    /** Takes nothing more, applies and writes back what it has, and closes the storage. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        heartbeat.close();
        try {
            committer.drained().join();
            if (parts.health().failure().isEmpty()) {
                stage.writeBack().write().join();
                storage.state().flush();
                storage.log().drop(stage.writeBack().position());
            }
        } finally {
            parts.close();
            storage.close();
        }
    }

    /** Lets everything happen that is due by now. For whoever has turned the host's own heartbeat off. */
    CompletableFuture<Void> tick() {
        return heartbeat.tick();
    }

    Export exporter(Rows rows) {
        return new Export(context.engine(), rows, context.published());
    }

    WriteBack writeBack() {
        return stage.writeBack();
    }

    /** Rows with everything in them that has been answered. */
    private <T> T read(Function<State.View, T> reader) {
        stage.writeBack().write().join();
        try (var view = storage.state().view()) {
            return reader.apply(view);
        }
    }

    private CompletableFuture<Boolean> submit(String delivery, Function<DeliveryId, Entry> entry) {
        try {
            requireOpen();
            return DeliveryId.parse(delivery)
                    .map(entry)
                    .map(known -> {
                        committer.submit(List.of(known));
                        return known.answer().thenApply(Boolean.TRUE::equals);
                    })
                    .orElseGet(() -> CompletableFuture.completedFuture(false));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void requireOpen() {
        if (closed || parts.health().failure().isPresent()) {
            throw parts.health().stopped();
        }
    }

    private static CompletableFuture<List<Receipt>> receipts(List<Entry.Ingest> entries) {
        if (entries.size() == 1) {
            return entries.getFirst().answer().thenApply(List::of);
        }
        return CompletableFuture.allOf(
                        entries.stream().map(Entry.Ingest::answer).toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        entries.stream().map(entry -> entry.answer().join()).toList());
    }
}
