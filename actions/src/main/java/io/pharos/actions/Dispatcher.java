package io.pharos.actions;

import io.pharos.model.Delivery;
import io.pharos.model.Workspace;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Carries deliveries to the world: in the order of their sequence for one action and profile, side by side for others,
 * with retries, until each is settled in the ledger. A delivery that is not settled when the process ends must be
 * offered again at the next start; a receiver can tell by the delivery's id that it has seen it before.
 */
@SuppressWarnings("DoNotCallSuggester") // the bodies follow in the next commits
public final class Dispatcher implements AutoCloseable {

    /** @param data the folder below which connectors of kind log write their files */
    public Dispatcher(
            Workspace workspace, Ledger ledger, Secrets secrets, Path data, Settings settings, InstantSource clock) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** From now on, deliveries leave by the actions and connectors of {@code workspace}. */
    public void workspace(Workspace workspace) {
        throw new UnsupportedOperationException("not written yet");
    }

    /**
     * Takes a delivery that the ledger already holds. Never blocks. One that is pending already is not taken twice; one
     * that was settled is taken again, so that a dead one can be sent once more.
     */
    public void offer(Delivery delivery) {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Deliveries held in memory: waiting, under way, or not yet settled. */
    public int pending() {
        throw new UnsupportedOperationException("not written yet");
    }

    /** Starts nothing more and waits a few seconds for what is under way; the rest stays unsettled. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("not written yet");
    }
}
