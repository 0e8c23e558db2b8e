package io.pharos.runtime;

import io.pharos.model.Delivery;
import io.pharos.model.Workspace;

/** Takes the deliveries that may leave now. What becomes of them comes back through {@link Host#settle}. */
public interface Outbox {
    /**
     * Must not block, and must not call the host back before it returns. A delivery that has not been settled is offered
     * again after a restart; its id tells that it is the same one.
     */
    void offer(Delivery delivery);

    /**
     * A delivery that was offered is not to leave any more, nor to be settled, for whoever it is of was never there. One that is
     * under way may still arrive. Must not block.
     */
    default void withdraw(Delivery delivery) {}

    /** From now on deliveries may be offered by the actions of {@code workspace}; those offered before may still be under way. */
    default void follow(Workspace workspace) {}
}
