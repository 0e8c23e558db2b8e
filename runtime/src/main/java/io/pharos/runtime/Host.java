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
import java.util.function.Predicate;

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
    private final Stage stage;
    private final Committer committer;
    private final Heartbeat heartbeat;
    private final CensusTaking census;
    private final Publisher publisher;
    private final Refolding refolding;
    private final LongFolds longFolds;
    private final Sweep sweep;
    private final Planner planner = new Planner();
    private volatile boolean closed;

    private Host(
            Context context,
            Opening.InForce inForce,
            Language language,
            Storage storage,
            InstantSource clock,
            Parts parts,
            Mailbox mailbox,
            Stage stage) {
        this.context = context;
        this.storage = storage;
        this.clock = clock;
        this.parts = parts;
        this.mailbox = mailbox;
        this.stage = stage;
        var written = Progress.of(storage.state());
        var codec = new EntryCodec(inForce.edition().workspace(), language);
        this.committer = new Committer(storage.log(), codec, clock, parts, stage, written.at());
        this.census = new CensusTaking(stage, storage, parts);
        this.publisher = new Publisher(context, inForce, language, committer, stage, census, parts);
        this.longFolds = new LongFolds(
                storage.state(), parts.folding(), committer, context.settings().refoldShare());
        this.sweep = new Sweep(storage, stage, parts);
        this.heartbeat = new Heartbeat(committer, stage, sweep, clock);
        this.refolding = new Refolding(stage, storage, committer, parts, context.settings(), clock);
    }

    /**
     * Opens the host under what was published last, and applies again what a crash left unwritten. On return it is ready. It
     * owns {@code storage} from then on.
     *
     * @param standIn what is in force in a store that kept no versions, or if the latest version cannot be read by this
     *     program
     * @throws IllegalStateException if the storage is damaged, or its latest version cannot be read and nothing stands in
     */
    public static Host open(
            Storage storage, Optional<Publication> standIn, Outbox outbox, HostSettings settings, InstantSource clock) {
        var threads = new PlatformThreads();
        try {
            return open(storage, Language.YAML, standIn, outbox, settings, clock, threads)
                    .join();
        } catch (RuntimeException e) {
            threads.close();
            storage.close();
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    static CompletableFuture<Host> open(
            Storage storage,
            Language language,
            Optional<Publication> standIn,
            Outbox outbox,
            HostSettings settings,
            InstantSource clock,
            Threads threads) {
        var opening = new Opening(storage, language, standIn);
        opening.check();
        var epoch = opening.epoch();
        var journal = new Journal(settings.journal());
        var parts = new Parts(threads);
        var before = opening.inForce();
        return recover(context(before, storage, epoch, outbox, journal, settings), language, storage, clock, parts)
                .thenCompose(_ -> {
                    var inForce = opening.inForce();
                    var context = context(inForce, storage, epoch, outbox, journal, settings);
                    var mailbox = new Mailbox(settings);
                    var stage = Stage.set(context, storage, parts, settings.shards(), mailbox, clock);
                    return new Host(context, inForce, language, storage, clock, parts, mailbox, stage)
                            .start(inForce.edition());
                });
    }

    static Context context(
            Opening.InForce inForce,
            Storage storage,
            String epoch,
            Outbox outbox,
            Journal journal,
            HostSettings settings) {
        return new Context(inForce.edition(), inForce.earlier(), storage.state(), epoch, outbox, journal, settings);
    }

    /** Applies the rest of the log again. */
    static CompletableFuture<Void> recover(
            Context context, Language language, Storage storage, InstantSource clock, Parts parts) {
        if (Progress.of(storage.state()).position() == storage.log().end()) {
            return CompletableFuture.completedFuture(null);
        }
        var shards = Stage.number(storage.state(), context.settings().shards());
        var stage = Stage.set(context, storage, parts, shards, new Mailbox(context.settings()), clock);
        var inForce = context.edition().workspace();
        return new Recovery(storage, inForce, new EntryCodec(inForce, language), stage, parts).run();
    }

    private CompletableFuture<Host> start(Edition edition) {
        var now = clock.instant();
        return stage.shards()
                .ask(shard -> {
                    shard.goLive(now, longFolds);
                    return true;
                })
                .thenApply(_ -> {
                    heartbeat.start(context.settings());
                    refolding.start(edition);
                    sweep.resume();
                    return this;
                });
    }

    /** The definitions in force. */
    public Workspace workspace() {
        return publisher.current().workspace();
    }

    /** What is in force; empty if nothing was ever published. */
    public Optional<Publication> published() {
        return publisher.current().publication();
    }

    /** Hands out the versions there were, latest first, for as long as {@code each} wants more. Blocks. */
    public void versions(Predicate<Publication> each) {
        read(rows -> {
            Versions.latestFirst(rows, row -> each.test(row.publication()));
            return true;
        });
    }

    /** The version of that number. Blocks. */
    public Optional<Publication> version(long number) {
        return read(rows -> Versions.of(rows, number).map(Versions.Row::publication));
    }

    /**
     * Puts other definitions in force: for everything that comes from now on at once, for profiles as soon as something happens
     * to them or their turn comes. What was due under those before happens first. If they change who is who, it takes as long
     * as it takes to look at every event; until then those before are in force. Never blocks.
     */
    public CompletableFuture<PublishResult> publish(Proposal proposal) {
        try {
            requireOpen();
            return publisher.publish(proposal, heartbeat::tick).thenCompose(this::refold);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Completes when profiles are under the definitions now in force, or others have taken their place. */
    public CompletableFuture<Void> refolded() {
        return refolding.finished().copy();
    }

    private CompletableFuture<PublishResult> refold(PublishResult result) {
        return result instanceof PublishResult.Published
                ? edition().thenApply(edition -> {
                    refolding.start(edition);
                    return result;
                })
                : CompletableFuture.completedFuture(result);
    }

    /** What the shards go by. */
    private CompletableFuture<Edition> edition() {
        return stage.shards().all().getFirst().ask(Shard::edition);
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
            var intake = publisher.current().intake();
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

    /**
     * The profile as it reads now, with everything in it that has been answered. One whose turn has not come is read under
     * the version it is under.
     */
    public CompletableFuture<Optional<ReadProfile>> profile(Identifier identifier) {
        return new Lookup(stage.shards()).profile(identifier, clock.instant());
    }

    /** What was, why, and what is coming. */
    public Past past() {
        return new Past(stage.shards(), storage.state(), parts.past(), clock);
    }

    /**
     * Every profile that had an event by {@code asOf}, as it read then under the definitions in force, sorted by id. Blocks
     * until the last is out.
     */
    public void export(Instant asOf, Consumer<Snapshot> each) {
        var edition = edition().join();
        read(rows -> {
            new Export(edition, rows).read(asOf, each);
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

    /**
     * Erases whoever is known by {@code identifier}: it is as if they had never been there, and what was sent before and comes
     * late is refused. Completes when it is durable and nothing is left on disk, with what was deleted; empty if nobody is
     * known by it, or if it is that of a device which people share and which has nothing of its own.
     */
    public CompletableFuture<Optional<Erasure>> erase(Identifier identifier) {
        try {
            requireOpen();
            var entry = new Entry.Erase(identifier, new CompletableFuture<>());
            committer.submit(List.of(entry));
            return entry.answer()
                    .thenCompose(erased -> erased.map(this::sweep)
                            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Optional<Erasure>> sweep(Entry.Erase.Erased erased) {
        var refused = workspace().retention().erased();
        return sweep.sweep(Erasure.places(erased), erased.position())
                .thenApply(isGone -> Optional.of(Erasure.of(erased, refused, isGone)));
    }

    /**
     * Simulates {@code draft}, which is published nowhere, over what is stored, beside what is published. Returns when what
     * has been answered is written back; the plan goes on by itself. It ends with the host.
     */
    public Plan plan(Workspace draft, PlanSettings settings) {
        requireOpen();
        var compiled = Engine.of(draft);
        stage.writeBack().write().join();
        return planner.start(
                edition().join().engine(), compiled, settings, storage.state().view(), clock.instant());
    }

    /** Completes when all that was answered by now is in the rows of the storage, for whoever copies them. */
    public CompletableFuture<Void> written() {
        return stage.writeBack().write();
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
        return HostStats.of(
                storage.log().end(),
                stage,
                mailbox,
                census.progress(),
                refolding.progress(),
                parts.health(),
                clock.instant());
    }

    /** Takes nothing more, applies and writes back what it has, and closes the storage. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        refolding.stop();
        planner.close();
        census.stop().join();
        heartbeat.close();
        try {
            committer.drained().join();
            if (parts.health().failure().isEmpty()) {
                catchUp();
                stage.writeBack().write().join();
                storage.state().flush();
                storage.log().drop(stage.writeBack().position());
            }
        } finally {
            parts.close();
            storage.close();
        }
    }

    /** What waits has been acknowledged by nobody yet, and whoever sent it is still there. */
    private void catchUp() {
        while (stage.shards().ask(Shard::isCatchingUp).join().contains(true)) {
            longFolds.finished().join();
            committer.drained().join();
        }
    }

    /** Lets everything happen that is due by now. For whoever has turned the host's own heartbeat off. */
    CompletableFuture<Void> tick() {
        return heartbeat.tick();
    }

    /** The same for the log that names those who were erased. */
    CompletableFuture<?> dropLog() {
        return sweep.dropLog();
    }

    CompletableFuture<Export> exporter(Rows rows) {
        return edition().thenApply(edition -> new Export(edition, rows));
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
