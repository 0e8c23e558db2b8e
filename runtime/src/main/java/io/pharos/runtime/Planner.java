package io.pharos.runtime;

import io.pharos.engine.Engine;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The plans of a host: none outlives it. Safe for use by many threads. */
final class Planner implements AutoCloseable {
    private final Pace pace = new Pace();
    private final Set<Plan> running = new HashSet<>();
    private boolean isClosed;

    /** @param view is closed when the plan ends */
    Plan start(Engine published, Engine draft, PlanSettings settings, State.View view, Instant asOf) {
        try {
            var plan = new Plan(published, draft, settings, view, asOf, pace);
            remember(plan);
            var _ = plan.report().whenComplete((_, _) -> forget(plan));
            return plan.start();
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    private synchronized void remember(Plan plan) {
        if (isClosed) {
            throw new IllegalStateException("the host is closed");
        }
        running.add(plan);
    }

    private synchronized void forget(Plan plan) {
        running.remove(plan);
    }

    private synchronized List<Plan> closing() {
        isClosed = true;
        return List.copyOf(running);
    }

    /** Cancels them and waits until they have let go of the store. */
    @Override
    public void close() {
        var plans = closing();
        plans.forEach(Plan::cancel);
        plans.forEach(plan -> plan.report().handle((_, _) -> true).join());
    }
}
