package io.pharos.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures probes side by side: every round runs each of them once, so that what disturbs the machine disturbs them alike.
 * Rounds before the measured ones warm up.
 */
record Rounds(int warmUps, int measured) {

    /** The figures of each probe, in their order. */
    record Result(List<Probe> probes, List<Figures> figures) {
        Figures ratio(Probe probe, Probe limit) {
            return of(probe).over(of(limit));
        }

        private Figures of(Probe probe) {
            return figures.get(probes.indexOf(probe));
        }
    }

    Result of(Probe... probes) throws Exception {
        var samples = Arrays.stream(probes).map(_ -> new ArrayList<Double>()).toList();
        for (var round = 0; round < warmUps + measured; round++) {
            for (var i = 0; i < probes.length; i++) {
                var figure = probes[i].run().figure();
                if (round >= warmUps) {
                    samples.get(i).add(figure);
                }
            }
        }
        return new Result(List.of(probes), samples.stream().map(Figures::of).toList());
    }
}
