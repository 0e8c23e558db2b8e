package io.pharos.actions;

import io.pharos.model.Delivery;
import io.pharos.model.Delivery.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps everything it is told, and how often. */
final class MemoryLedger implements Ledger {
    private final Map<String, Delivery> unsettled = new LinkedHashMap<>();
    private final Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
    private int refusals;
    private int readings;

    /** To be called before it is offered to a dispatcher. */
    synchronized Delivery holds(Delivery delivery) {
        unsettled.put(delivery.id(), delivery);
        return delivery;
    }

    synchronized void refuseNext(int times) {
        refusals = times;
    }

    @Override
    public synchronized CompletionStage<Void> settle(String deliveryId, Outcome outcome) {
        if (refusals > 0) {
            refusals--;
            return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
        }
        unsettled.remove(deliveryId);
        outcomes.computeIfAbsent(deliveryId, _ -> new ArrayList<>()).add(outcome);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<List<Delivery>> unsettled(String action, long fromSequence, int limit) {
        readings++;
        return CompletableFuture.completedFuture(unsettled.values().stream()
                .filter(delivery -> delivery.action().equals(action) && delivery.sequence() >= fromSequence)
                .sorted(Comparator.comparingLong(Delivery::sequence))
                .limit(limit)
                .toList());
    }

    synchronized int settled() {
        return outcomes.size();
    }

    synchronized int readings() {
        return readings;
    }

    /** All outcomes of a delivery, of which there should be one. */
    synchronized List<Outcome> outcomes(String delivery) {
        return List.copyOf(outcomes.getOrDefault(delivery, List.of()));
    }

    synchronized List<String> settledMoreThanOnce() {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
