package io.pharos.server;

import io.pharos.actions.Dispatcher;
import io.pharos.actions.Ledger;
import io.pharos.model.Delivery;
import io.pharos.model.Workspace;
import io.pharos.runtime.DeliveryRecord;
import io.pharos.runtime.Host;
import io.pharos.runtime.Outbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Joins the host, which decides what is to be sent, and the dispatcher, which sends it: each needs the other to begin.
 * What the host offers before the dispatcher is there waits here.
 */
final class Outgoing implements Outbox, Ledger {
    private final CompletableFuture<Host> host = new CompletableFuture<>();
    private final List<Delivery> early = new ArrayList<>();
    private final Executor threads;
    private Optional<Dispatcher> dispatcher = Optional.empty();

    Outgoing(Executor threads) {
        this.threads = threads;
    }

    void connect(Host opened, Dispatcher sender) {
        host.complete(opened);
        synchronized (this) {
            dispatcher = Optional.of(sender);
            early.forEach(sender::offer);
            early.clear();
        }
    }

    @Override
    public synchronized void offer(Delivery delivery) {
        dispatcher.ifPresentOrElse(sender -> sender.offer(delivery), () -> early.add(delivery));
    }

    @Override
    public synchronized void withdraw(Delivery delivery) {
        early.removeIf(offered -> offered.id().equals(delivery.id()));
        dispatcher.ifPresent(sender -> sender.withdraw(delivery));
    }

    /** What is offered next may name an action that is new. */
    @Override
    public synchronized void follow(Workspace workspace) {
        dispatcher.ifPresent(sender -> sender.workspace(workspace));
    }

    @Override
    public CompletionStage<Void> settle(String deliveryId, Delivery.Outcome outcome) {
        return host.thenCompose(ready -> ready.settle(deliveryId, outcome));
    }

    @Override
    public CompletionStage<List<Delivery>> unsettled(String action, long fromSequence, int limit) {
        var pending = new DeliveryRecord.Filter(Optional.of(DeliveryRecord.State.PENDING), Optional.of(action));
        return host.thenApplyAsync(
                ready -> ready.deliveries(pending, Integer.MAX_VALUE).stream()
                        .map(DeliveryRecord::delivery)
                        .filter(delivery -> delivery.sequence() >= fromSequence)
                        .sorted(Comparator.comparingLong(Delivery::sequence))
                        .limit(limit)
                        .toList(),
                threads);
    }
}
