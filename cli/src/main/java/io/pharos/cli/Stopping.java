package io.pharos.cli;

import java.time.Duration;
import java.time.Instant;
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

    /** How long the process runs already, the start of Java included. */
    static Duration sinceStart() {
        var now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
