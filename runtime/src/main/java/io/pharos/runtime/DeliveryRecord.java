package io.pharos.runtime;

import io.pharos.model.Delivery;
import java.util.Optional;

/** A delivery in the ledger, and what became of it. */
public record DeliveryRecord(Delivery delivery, State state, Optional<Delivery.Outcome> outcome) {
    public enum State {
        /** Made by time alone: waits for late events that might undo it. */
        HELD,
        /** Offered to the outbox, or about to be. */
        PENDING,
        DELIVERED,
        DEAD,
        CANCELLED
    }

    /** Which deliveries to list; what is empty does not restrict. */
    public record Filter(Optional<State> state, Optional<String> action) {
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        boolean matches(DeliveryRecord candidate) {
            return state.map(candidate.state()::equals).orElse(true)
                    && action.map(candidate.delivery().action()::equals).orElse(true);
        }
    }
}
