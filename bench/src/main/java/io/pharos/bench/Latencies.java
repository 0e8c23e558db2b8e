package io.pharos.bench;

import java.util.ArrayList;
import java.util.List;

/** How long answers took, round by round. */
final class Latencies {
    private final String name;
    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();

    Latencies(String name) {
        this.name = name;
    }

    /** @param sorted the latencies of a round, in nanoseconds */
    void add(long[] sorted, boolean counts) {
        if (counts) {
            p50.add(at(sorted, 0.5));
            p99.add(at(sorted, 0.99));
        }
    }

    Figures p50() {
        return Figures.of(p50);
    }

    Figures p99() {
        return Figures.of(p99);
    }

    void report(Report report) {
        report.line(name + ", p50", "µs", p50());
        report.line(name + ", p99", "µs", p99());
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) ((sorted.length - 1) * share)] / 1e3;
    }
}
