package io.pharos.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Collects lines and targets, prints them as tables and as JSON. */
final class Report {
    private final String machine;
    private final String java;
    private final int rounds;
    private final List<Line> lines = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    /** One measured thing. */
    record Line(String what, String unit, Figures figures) {}

    /**
     * One ratio that should hold.
     *
     * @param number as the project's targets are numbered
     * @param limit what it is measured against
     * @param ratio of the rounds, each against its own limit
     * @param wanted the most the ratio may be, or the least if {@code atLeast}
     * @param met by the median
     */
    record Target(
            String number, String what, String limit, Figures ratio, double wanted, boolean atLeast, boolean met) {}

    private record Contents(String machine, String java, int rounds, List<Line> lines, List<Target> targets) {}

    Report(int rounds) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        this.machine = "%d cores, %.1f GiB of memory, %s %s"
                .formatted(
                        system.getAvailableProcessors(),
                        system.getTotalMemorySize() / (double) (1L << 30),
                        system.getName(),
                        system.getArch());
        this.java = System.getProperty("java.vm.name") + " " + Runtime.version();
        this.rounds = rounds;
    }

    /** A figure that some target is judged by, or that explains one. */
    void line(String what, String unit, Figures figures) {
        lines.add(new Line(what, unit, figures));
    }

    void lines(Rounds.Result measured) {
        for (var i = 0; i < measured.probes().size(); i++) {
            var probe = measured.probes().get(i);
            line(probe.name(), probe.unit(), measured.figures().get(i));
        }
    }

    void atMost(double wanted, String number, String what, Figures ratio, String limit) {
        targets.add(new Target(number, what, limit, ratio, wanted, false, ratio.median() <= wanted));
    }

    void atLeast(double wanted, String number, String what, Figures ratio, String limit) {
        targets.add(new Target(number, what, limit, ratio, wanted, true, ratio.median() >= wanted));
    }

    void print(PrintWriter out) {
        out.println("machine  " + machine);
        out.println("java     " + java);
        out.println("rounds   " + rounds + ", alternating; warm-ups are not counted");
        out.printf(Locale.ROOT, "%n%-62s %10s %10s %10s  %s%n", "measured", "median", "min", "max", "unit");
        for (var line : lines) {
            var figures = line.figures();
            out.printf(
                    Locale.ROOT,
                    "%-62s %10.2f %10.2f %10.2f  %s%n",
                    line.what(),
                    figures.median(),
                    figures.least(),
                    figures.greatest(),
                    line.unit());
        }
        out.printf(
                Locale.ROOT,
                "%n%-4s %-52s %7s %7s %7s  %6s  %-6s  %s%n",
                "no.",
                "target",
                "ratio",
                "min",
                "max",
                "wanted",
                "",
                "measured against");
        for (var target : targets) {
            var ratio = target.ratio();
            out.printf(
                    Locale.ROOT,
                    "%-4s %-52s %7.2f %7.2f %7.2f  %s%5.2f  %-6s  %s%n",
                    target.number(),
                    target.what(),
                    ratio.median(),
                    ratio.least(),
                    ratio.greatest(),
                    target.atLeast() ? "≥" : "≤",
                    target.wanted(),
                    target.met() ? "met" : "missed",
                    target.limit());
        }
        var missed = targets.stream().filter(target -> !target.met()).count();
        out.printf("%n%d of %d targets met here, %d missed%n", targets.size() - missed, targets.size(), missed);
    }

    String json() {
        return JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Contents(machine, java, rounds, lines, targets));
    }
}
