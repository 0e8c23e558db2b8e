package io.pharos.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * CPU time of a process, all its threads together: what others do on the machine changes it less than elapsed time. It is
 * counted in steps of 10 ms.
 */
interface Cpu {
    Duration LOOK = Duration.ofMillis(1_500);

    long nanos();

    Cpu OWN = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())::getProcessCpuTime;

    /** Microseconds per operation of work that is long enough. */
    default double micros(Probe.Work work) throws Exception {
        var before = nanos();
        var operations = work.run();
        return (nanos() - before) / 1e3 / operations;
    }

    /** The same for short work, which is repeated for a while. */
    default double micros(Duration atLeast, Probe.Work work) throws Exception {
        return micros(() -> {
            var end = System.nanoTime() + atLeast.toNanos();
            var operations = 0L;
            do {
                operations += work.run();
            } while (System.nanoTime() < end);
            return operations;
        });
    }

    /** Waits until there is no more work in the background; the least wait is longer than Pharos waits to write back. */
    default void untilAtRest() throws InterruptedException {
        var before = nanos();
        while (true) {
            Thread.sleep(LOOK);
            var now = nanos();
            if (now - before < LOOK.toNanos() / 20) {
                return;
            }
            before = now;
        }
    }
}
