package io.pharos.bench;

import java.util.List;

/** What several rounds gave, in one unit. */
record Figures(double median, double least, double greatest, int rounds) {

    static Figures of(List<Double> samples) {
        var sorted = samples.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Figures(median, sorted.getFirst(), sorted.getLast(), sorted.size());
    }
}
