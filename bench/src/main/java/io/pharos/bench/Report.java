package io.pharos.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Collects lines and targets, prints them as a table and as JSON. */
final class Report {
    private final List<Line> lines = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    /** One measured thing. */
    record Line(String what, String unit, Figures figures) {}

    /**
     * One ratio that should hold.
     *
     * @param number as the project's targets are numbered
     * @param limit what it is measured against
     * @param wanted the most the ratio may be, or the least if {@code atLeast}
     */
    record Target(String number, String what, String limit, double ratio, double wanted, boolean atLeast) {
        boolean isMet() {
            return atLeast ? ratio >= wanted : ratio <= wanted;
        }
    }

    void line(String what, String unit, Figures figures) {
        lines.add(new Line(what, unit, figures));
    }

    void target(String number, String what, String limit, double ratio, double wanted) {
        targets.add(new Target(number, what, limit, ratio, wanted, false));
    }

    void targetAtLeast(String number, String what, String limit, double ratio, double wanted) {
        targets.add(new Target(number, what, limit, ratio, wanted, true));
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n%-58s %10s %10s %10s  %s%n", "measured", "median", "min", "max", "unit");
        for (var line : lines) {
            out.printf(
                    Locale.ROOT,
                    "%-58s %10.2f %10.2f %10.2f  %s%n",
                    line.what(),
                    line.figures().median(),
                    line.figures().least(),
                    line.figures().greatest(),
                    line.unit());
        }
        out.printf(Locale.ROOT, "%n%-4s %-48s %8s %8s  %-6s %s%n", "#", "target", "ratio", "wanted", "", "against");
        for (var target : targets) {
            out.printf(
                    Locale.ROOT,
                    "%-4s %-48s %8.2f %1s%7.2f  %-6s %s%n",
                    target.number(),
                    target.what(),
                    target.ratio(),
                    target.atLeast() ? "≥" : "≤",
                    target.wanted(),
                    target.isMet() ? "met" : "missed",
                    target.limit());
        }
    }

    String json() {
        return JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Contents(lines, targets));
    }

    private record Contents(List<Line> lines, List<Target> targets) {}
}
