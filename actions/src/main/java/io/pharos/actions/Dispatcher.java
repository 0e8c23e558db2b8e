package io.pharos.actions;

import io.pharos.model.Connector;
import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Workspace;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries deliveries to the world: in the order of their sequence for one action and profile, side by side for others,
 * with retries, until each is settled in the ledger. A delivery that is not settled when the process ends must be
 * offered again at the next start; a receiver can tell by the delivery's id that it has seen it before.
 *
 * <p>Safe for use by many threads.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LEDGER_AGAIN = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Secrets secrets;
    private final Settings settings;
    private final InstantSource clock;
    private final Timer timer;
    private final LogFiles files;
    private final HttpClient client;
    private final Courier courier;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    /** Apart from the workers, who need it to finish what they began when we close. */
    private final ExecutorService clientThreads = Executors.newVirtualThreadPerTaskExecutor();

    /** Guards what follows. Held for moments, never while something is sent, rendered, read or written. */
    private final ReentrantLock lock = new ReentrantLock();

    /** By action. */
    private final Map<String, Desk> desks = new HashMap<>();

    private final Gates gates;
    private boolean closed;

    /** @param data the folder in whose {@code actions} folder connectors of kind log write their files */
    public Dispatcher(
            Workspace workspace, Ledger ledger, Secrets secrets, Path data, Settings settings, InstantSource clock) {
        this(
                workspace,
                ledger,
                secrets,
                new LogFiles(data.resolve("actions"), LogFiles.LARGEST),
                settings,
                clock,
                Timer.real());
    }

    Dispatcher(
            Workspace workspace,
            Ledger ledger,
            Secrets secrets,
            LogFiles files,
            Settings settings,
            InstantSource clock,
            Timer timer) {
        this.ledger = ledger;
        this.secrets = secrets;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.timer = timer;
        this.gates = new Gates(settings.concurrency());
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(clientThreads)
                .build();
        this.courier = new Courier(new Routes(workspace, this::sender), settings.retries(), clock);
    }

    /** From now on, deliveries leave by the actions and connectors of {@code workspace}; those waiting too. */
    public void workspace(Workspace workspace) {
        courier.routes(new Routes(workspace, this::sender));
    }

    /**
     * Takes a delivery that the ledger already holds. Never blocks. One that is pending already is not taken twice; one
     * that was settled is taken again, so that a dead one can be sent once more. If there is no room for it, it is read
     * from the ledger later.
     */
    public void offer(Delivery delivery) {
        locked(() -> {
            if (!closed) {
                desk(delivery.action()).offer(delivery).ifPresent(this::comeUp);
                catchUp(delivery.action());
            }
        });
    }

    /** The ledger holds it no more: it is not sent, unless it is on its way already. Never blocks. */
    public void withdraw(Delivery delivery) {
        locked(() -> desk(delivery.action()).withdraw(delivery));
    }

    /** Deliveries held in memory: waiting, under way, or not yet settled. */
    public int pending() {
        lock.lock();
        try {
            return desks.values().stream().mapToInt(Desk::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Starts nothing more and waits a few seconds for what is under way; the rest stays unsettled. */
    @Override
    public void close() {
        locked(() -> closed = true);
        timer.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Deliveries under way are left for the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
        client.shutdownNow();
        clientThreads.shutdownNow();
        try {
            files.close();
        } catch (IOException e) {
            LOG.warn("A file of an action could not be closed", e);
        }
    }

    private Sender sender(Connector connector) {
        return switch (connector) {
            case Connector.Webhook webhook -> {
                webhook.bearerSecret()
                        .filter(name -> secrets.find(name).isEmpty())
                        .ifPresent(name -> LOG.warn(
                                "Connector {} names the secret {}, which is not set; nothing leaves by it until it is",
                                webhook.name(),
                                name));
                yield new WebhookSender(
                        webhook, client, secrets, new Destinations(settings.allowPrivateNetworks()), settings, clock);
            }
            case Connector.Log log -> new LogSender(log, files);
        };
    }

    /** It is the turn of the lane's current delivery, as soon as it is due and its connector has room. */
    private void comeUp(Lane lane) {
        if (closed) {
            return;
        }
        if (lane.isWithdrawn()) {
            passOn(lane);
            return;
        }
        var early = Duration.between(clock.instant(), lane.current().notBefore());
        if (early.isPositive()) {
            timer.after(early, () -> locked(() -> comeUp(lane)));
            return;
        }
        var connector = courier.connector(lane.current().action());
        if (gates.enter(connector, lane)) {
            start(connector, lane);
        }
    }

    private void start(String connector, Lane lane) {
        work(() -> carry(connector, lane));
    }

    private void carry(String connector, Lane lane) throws InterruptedException {
        Courier.Verdict verdict;
        try {
            if (lane.isWithdrawn()) {
                locked(() -> passOn(lane));
                return;
            }
            verdict = courier.attempt(lane.current(), lane.countAttempt());
        } finally {
            locked(() -> gates.leave(connector).ifPresent(next -> start(connector, next)));
        }
        switch (verdict) {
            case Courier.Verdict.Settled(var outcome) -> settle(lane, outcome);
            case Courier.Verdict.Again(var pause) -> timer.after(pause, () -> locked(() -> comeUp(lane)));
        }
    }

    private void settle(Lane lane, Outcome outcome) throws InterruptedException {
        var delivery = lane.current();
        try {
            ledger.settle(delivery.id(), outcome).toCompletableFuture().get();
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("The ledger did not take what became of delivery {}; it is told again", delivery.id(), e);
            timer.after(LEDGER_AGAIN, () -> work(() -> settle(lane, outcome)));
            return;
        }
        locked(() -> passOn(lane));
    }

    private void passOn(Lane lane) {
        var action = lane.current().action();
        desk(action).settled(lane).ifPresent(this::comeUp);
        catchUp(action);
    }

    private void catchUp(String action) {
        if (!closed) {
            desk(action).beginReading().ifPresent(from -> work(() -> read(action, from)));
        }
    }

    private void read(String action, long from) throws InterruptedException {
        try {
            var unsettled = ledger.unsettled(action, from, settings.capacity())
                    .toCompletableFuture()
                    .get();
            locked(() -> {
                desk(action).take(unsettled).forEach(this::comeUp);
                catchUp(action);
            });
        } catch (ExecutionException | RuntimeException e) {
            LOG.error("The ledger could not be read for action {}; it is tried again", action, e);
            timer.after(
                    LEDGER_AGAIN,
                    () -> locked(() -> {
                        desk(action).readInVain(from);
                        catchUp(action);
                    }));
        }
    }

    private Desk desk(String action) {
        return desks.computeIfAbsent(action, _ -> new Desk(settings.capacity()));
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void work(Work work) {
        locked(() -> {
            if (!closed) {
                workers.execute(() -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        // Closing. What was under way stays unsettled and is offered again at the next start.
                        Thread.currentThread().interrupt();
                    }
                });
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
