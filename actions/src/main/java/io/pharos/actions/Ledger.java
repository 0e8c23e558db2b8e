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
     * Deliveries that are not settled, with a sequence of at least {@code fromSequence}, in the order of their
     * sequence, at most {@code limit} of them. Asked when more were offered than the dispatcher holds.
     */
    CompletionStage<List<Delivery>> unsettled(long fromSequence, int limit);
}
