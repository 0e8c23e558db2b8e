package io.pharos.actions;

import io.pharos.model.Delivery;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where deliveries are kept until they are settled. The dispatcher holds only a bounded part of them in memory. */
public interface Ledger {
    /**
     * Writes down what became of a delivery, once for all. The stage completes when that is durable; until then the
     * next delivery of the same action to the same profile stays where it is.
     */
    CompletionStage<Void> settle(String deliveryId, Delivery.Outcome outcome);

    /**
     * The action's deliveries that may leave and are not settled, with a sequence of at least {@code fromSequence}, in
     * the order of their sequence, at most {@code limit} of them. Whatever was offered before this is called must be
     * seen by it. Called only when more deliveries of an action were offered than the dispatcher holds.
     */
    CompletionStage<List<Delivery>> unsettled(String action, long fromSequence, int limit);
}
