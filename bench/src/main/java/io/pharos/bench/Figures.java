package io.pharos.bench;

import java.util.List;
import java.util.stream.IntStream;

/** What several rounds gave, in one unit. */
record Figures(double median, double least, double greatest, List<Double> samples) {

    static Figures of(List<Double> samples) {
        var sorted = samples.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Figures(median, sorted.getFirst(), sorted.getLast(), List.copyOf(samples));
    }

    /** The ratios of rounds that were measured together: what disturbed one of them disturbed the other. */
    Figures over(Figures limit) {
        return of(IntStream.range(0, samples.size())
                .mapToObj(round -> samples.get(round) / limit.samples.get(round))
                .toList());
    }

    double sum() {
        return samples.stream().mapToDouble(Double::doubleValue).sum();
    }
}
