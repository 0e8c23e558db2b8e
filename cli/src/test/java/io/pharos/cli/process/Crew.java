package io.pharos.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Work that goes on beside the test, and ends with it. */
final class Crew implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> underWay = new ArrayList<>();

    /** Something that takes its time. */
    interface Work {
        void run() throws Exception;
    }

    void work(Work work) {
        underWay.add(threads.submit(() -> {
            work.run();
            return true;
        }));
    }

    /** Waits for the end of all work; what went wrong with it goes wrong here. */
    void await() throws Exception {
        for (var each : underWay) {
            each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
