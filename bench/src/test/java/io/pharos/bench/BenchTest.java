package io.pharos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That everything runs and is reported. What it costs depends on the machine, and fails nothing. */
final class BenchTest {
    private static final Scale TINY = new Scale(0, 1, 400, 100, Duration.ofMillis(1), Duration.ofMillis(300));

    private final Report report = new Report(TINY.rounds());

    @Test
    void measuresTheEngine() throws Exception {
        new EngineBench(TINY).run(report);

        assertThat(targets()).containsExactly("1", "1", "2", "2", "3", "4", "4");
        assertThat(report.json()).contains("a track of 1,000 other events");
    }

    @Test
    void measuresPlans(@TempDir Path folder) throws Exception {
        new PlanBench(TINY).run(report, folder);

        assertThat(targets()).containsExactly("10");
    }

    @Test
    void measuresTheHeap(@TempDir Path folder) throws Exception {
        new HeapBench(TINY).run(report, folder);

        assertThat(targets()).containsExactly("11");
    }

    @Test
    void measuresTheServer(@TempDir Path folder) throws Exception {
        new HttpBench(TINY).run(report, folder);

        assertThat(targets()).containsExactly("5", "6", "5", "5", "7", "7", "8");
        assertThat(report.json()).contains("\"median\"");
    }

    /** The first column of the lines below the heading of the targets. */
    private List<String> targets() {
        var text = new StringWriter();
        report.print(new PrintWriter(text, true));
        return text.toString()
                .lines()
                .dropWhile(line -> !line.startsWith("no."))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }

    @Test
    void aRatioComparesWhatWasMeasuredInOneRound() {
        var cost = Figures.of(List.of(2.0, 30.0, 4.0));
        var limit = Figures.of(List.of(1.0, 10.0, 2.0));

        assertThat(cost.over(limit)).isEqualTo(Figures.of(List.of(2.0, 3.0, 2.0)));
        assertThat(cost.over(limit).median()).isEqualTo(2.0);
    }
}
