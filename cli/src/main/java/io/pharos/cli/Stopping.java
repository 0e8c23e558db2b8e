package io.pharos.cli;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process that runs until TERM or Ctrl-C tells it to stop, and then ends well. */
final class Stopping {
    private Stopping() {}

    /** Runs {@code close} when the process is told to stop; the process then ends with 0. */
    static void with(Runnable close) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close.run();
                            System.out.flush();
                            // A process that a signal ends would answer 143, as if it had been torn down.
                            Runtime.getRuntime().halt(0);
                        },
                        "stop"));
    }

    /** Waits for as long as the process lives. */
    static int whenTold() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }

    /** How long Java runs already; what the launcher did before it, such as a build, does not count. */
    static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
