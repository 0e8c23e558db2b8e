package io.pharos.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures probes side by side: every round runs each of them once, so that what disturbs the machine disturbs them alike.
 * The figure is CPU time, which other people's load on the machine changes less than elapsed time.
 */
final class Rounds {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** CPU time of this process, in nanoseconds. */
    static final LongSupplier OWN_CPU = SYSTEM::getProcessCpuTime;

    private Rounds() {}

    /** The figures of each probe, in their order: nanoseconds of CPU per operation. Rounds before the measured ones warm up. */
    static List<Figures> measure(List<Probe> probes, int warmUps, int rounds) throws Exception {
        var samples = probes.stream().map(_ -> new ArrayList<Double>()).toList();
        for (var round = 0; round < warmUps + rounds; round++) {
            for (var number = 0; number < probes.size(); number++) {
                var nanos = measure(probes.get(number));
                if (round >= warmUps) {
                    samples.get(number).add(nanos);
                }
            }
        }
        return samples.stream().map(Figures::of).toList();
    }

    private static double measure(Probe probe) throws Exception {
        var before = OWN_CPU.getAsLong();
        probe.work().run(probe.operations());
        return (double) (OWN_CPU.getAsLong() - before) / probe.operations();
    }
}
