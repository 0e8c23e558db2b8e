package io.pharos.runtime;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets time pass: logs a tick when something is due, has changes written back that have waited long enough, and the log dropped
 * that names those who were erased.
 */
final class Heartbeat implements AutoCloseable {
    private final Committer committer;
    private final Stage stage;
    private final Sweep sweep;
    private final InstantSource clock;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pharos-heartbeat").daemon().factory());

    Heartbeat(Committer committer, Stage stage, Sweep sweep, InstantSource clock) {
        this.committer = committer;
        this.stage = stage;
        this.sweep = sweep;
        this.clock = clock;
    }

    void start(HostSettings settings) {
        var pause = settings.tickEvery().toMillis();
        var write = settings.writeBackEvery().toMillis();
        if (pause > 0) {
            var _ = timer.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
            var _ = timer.scheduleWithFixedDelay(
                    stage.writeBack()::writeIfChanged, write, write, TimeUnit.MILLISECONDS);
            var sweeps = Sweep.LOG_EVERY.toMillis();
            var _ = timer.scheduleWithFixedDelay(this::dropLog, sweeps, sweeps, TimeUnit.MILLISECONDS);
        }
    }

    private void beat() {
        var _ = tick(); // what goes wrong with it is the host's failure, and known to it
    }

    private void dropLog() {
        var _ = sweep.dropLog(); // the same
    }

    /** Completes when everything that is due now has happened. */
    CompletableFuture<Void> tick() {
        if (stage.shards().earliest() > clock.instant().toEpochMilli() || !ticking.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        var tick = new Entry.Tick(new CompletableFuture<>());
        committer.submit(List.of(tick));
        return tick.answer()
                .thenCompose(_ -> stage.shards().ask(_ -> true))
                .whenComplete((_, _) -> ticking.set(false))
                .thenCompose(_ -> tick());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
