package io.pharos.runtime;

import io.pharos.model.Delivery;

/** Takes the deliveries that may leave now. What becomes of them comes back through {@link Host#settle}. */
public interface Outbox {
    /**
     * Must not block, and must not call the host back before it returns. A delivery that has not been settled is offered
     * again after a restart; its id tells that it is the same one.
     */
    void offer(Delivery delivery);
}
