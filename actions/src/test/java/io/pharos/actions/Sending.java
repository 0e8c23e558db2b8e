package io.pharos.actions;

import static org.awaitility.Awaitility.await;

import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import io.pharos.model.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A dispatcher with its ledger, secrets, and a clock that the test moves. */
final class Sending implements AutoCloseable {
    static final Settings SETTINGS = new Settings(
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10)), Duration.ofMinutes(5), 16, 1_000, true, "1.2.3");

    final HandClock clock = new HandClock(Fixtures.NOON);
    final MemoryLedger ledger = new MemoryLedger();
    final Map<String, String> secrets = new ConcurrentHashMap<>();
    final Dispatcher dispatcher;

    Sending(Workspace workspace, Settings settings, Path data) {
        dispatcher = new Dispatcher(
                workspace,
                ledger,
                name -> Optional.ofNullable(secrets.get(name)),
                new LogFiles(data.resolve("actions"), LogFiles.LARGEST),
                settings,
                clock,
                clock);
    }

    void offer(String id, long sequence, long profileId) {
        offer(Fixtures.delivery(id, sequence, profileId));
    }

    void offer(Delivery delivery) {
        dispatcher.offer(ledger.holds(delivery));
    }

    Outcome outcome(String delivery) {
        awaitSettled(delivery);
        return ledger.outcomes(delivery).getLast();
    }

    void awaitSettled(String delivery) {
        await(delivery).until(() -> !ledger.outcomes(delivery).isEmpty());
    }

    /** Waits until so many deliveries wait for the clock. */
    void awaitWaiting(int deliveries) {
        await("waiting").until(() -> clock.alarms() == deliveries);
    }

    /** Moves the clock past the next retry, once somebody waits for it. */
    void passRetry() {
        awaitWaiting(1);
        clock.advance(clock.next());
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
