package io.pharos.runtime;

import io.pharos.engine.Profile;
import io.pharos.model.Delivery.Outcome;

/** Decides about deliveries of transitions made by time alone, which wait for late events. Owned by its shard. */
final class Held {
    private final Editions editions;
    private final Ledger ledger;
    private final Announcer announcer;

    Held(Editions editions, Ledger ledger, Announcer announcer) {
        this.editions = editions;
        this.ledger = ledger;
        this.announcer = announcer;
    }

    /** Whether what the delivery tells of is still so. */
    boolean stands(DeliveryRecord held, Profile profile) {
        return Triggers.stands(
                held.delivery().transition(), editions.current().rule().memberships(profile));
    }

    /** Lets it leave if it stands. */
    void decide(Logged logged, DeliveryRecord held, boolean stands) {
        if (stands) {
            ledger.release(held);
            return;
        }
        var outcome = new Outcome.Cancelled(logged.at(), "undone before it could leave");
        ledger.settle(Ledger.id(held), outcome).ifPresent(row -> announcer.settled(logged, row, outcome));
    }
}
