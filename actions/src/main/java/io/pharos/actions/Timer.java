package io.pharos.actions;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Wakes people up. Tests have one that they wind themselves. */
interface Timer extends AutoCloseable {
    /** Runs a short task that does not block, on a thread of the timer's. After {@link #close} nothing runs any more. */
    void after(Duration wait, Runnable task);

    @Override
    void close();

    static Timer real() {
        var thread =
                Thread.ofPlatform().name("pharos-dispatcher-timer").daemon().factory();
        var scheduler = new ScheduledThreadPoolExecutor(1, thread, new ThreadPoolExecutor.DiscardPolicy());
        return new Timer() {
            @Override
            public void after(Duration wait, Runnable task) {
                var _ = scheduler.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void close() {
                scheduler.shutdownNow();
            }
        };
    }
}
