package io.pharos.server;

import io.pharos.model.Problem;
import io.pharos.runtime.Host;
import io.pharos.runtime.Plan;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** The plans that somebody asked for: few at once, and each for a while after its end. Safe for use by many threads. */
final class Plans {
    private static final int MOST_RUNNING = 2;
    private static final int MOST_KEPT = 20;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Host host;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_RUNNING);
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /**
     * A plan by the name it was given.
     *
     * @param warnings about the draft
     */
    record Job(String id, Instant started, List<Problem> warnings, Plan plan) {
        boolean isOver() {
            return plan.report().isDone();
        }

        private Instant end() {
            return started.plus(plan.progress().taken());
        }
    }

    Plans(Host host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    /** @throws Refusal if as many are running as may */
    Job start(PlanRequest request) {
        if (!places.tryAcquire()) {
            throw Refusal.forNow(
                    ProblemType.BUSY,
                    MOST_RUNNING + " plans are running, which is as many as may. Cancel one, or come again.",
                    10);
        }
        Plan plan;
        try {
            plan = host.plan(request.draft(), request.settings());
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        var _ = plan.report().whenComplete((_, _) -> places.release());
        var job = new Job(UUID.randomUUID().toString(), clock.instant(), request.warnings(), plan);
        keep(job);
        return job;
    }

    private synchronized void keep(Job job) {
        forget();
        jobs.put(job.id(), job);
    }

    synchronized Optional<Job> get(String id) {
        forget();
        return Optional.ofNullable(jobs.get(id));
    }

    /** Cancels it if it is running, and forgets it; false if there is none of that name. */
    synchronized boolean remove(String id) {
        var job = jobs.remove(id);
        if (job != null) {
            job.plan().cancel();
        }
        return job != null;
    }

    private void forget() {
        var now = clock.instant();
        jobs.values().removeIf(job -> job.isOver() && job.end().plus(KEPT).isBefore(now));
        var over = jobs.values().stream().filter(Job::isOver).toList();
        over.stream().limit(Math.max(0, over.size() - MOST_KEPT)).forEach(job -> jobs.remove(job.id()));
    }
}
