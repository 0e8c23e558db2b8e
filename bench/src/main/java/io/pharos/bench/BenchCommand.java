package io.pharos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pharos bench}: what things cost here, beside the limits of this machine measured in the same run. */
@Command(
        name = "bench",
        description = "Measure what Pharos costs beside the limits of this machine.",
        footer = {
            "",
            "Every figure is measured in rounds that alternate with its limit, so what else runs here disturbs both alike.",
            "Exit code 0 says that it ran, whether the targets were met or not."
        })
public final class BenchCommand implements Callable<Integer> {
    private enum Part {
        ENGINE,
        PLAN,
        LATE,
        IDENTITIES,
        HTTP,
        DISTURBANCE
    }

    @Option(names = "--only", paramLabel = "PART", description = "${COMPLETION-CANDIDATES}; all unless given.")
    private @Nullable Part only;

    @Option(names = "--rounds", paramLabel = "N", description = "How often each thing is measured (5).")
    private int rounds = 5;

    @Option(names = "--events", paramLabel = "N", description = "Events of a round over HTTP (20000).")
    private int events = 20_000;

    @Option(names = "--visitors", paramLabel = "N", description = "Visitors who send them over HTTP (100000).")
    private int visitors = 100_000;

    @Option(names = "--quick", description = "A tenth of the load: a first impression, with figures that vary more.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private @Nullable Path json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("unused") // picocli looks at it
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var whole = new Scale(2, rounds, events, visitors, Duration.ofMillis(400), Duration.ofSeconds(30));
        var scale = quick ? whole.quick() : whole;
        var report = new Report(rounds);
        if (isWanted(Part.ENGINE)) {
            tell("Measuring the engine ...");
            new EngineBench(scale).run(report);
        }
        if (isWanted(Part.PLAN)) {
            tell("Measuring plans ...");
            inFolder(folder -> new PlanBench(scale).run(report, folder));
        }
        if (isWanted(Part.LATE)) {
            tell("Measuring late events ...");
            inFolder(folder -> new LateBench(scale).run(report, folder));
        }
        if (isWanted(Part.IDENTITIES)) {
            tell("Measuring publications that change who is who ...");
            inFolder(folder -> new IdentityBench(scale).run(report, folder));
        }
        if (isWanted(Part.HTTP)) {
            tell("Measuring the server ...");
            inFolder(folder -> {
                new HttpBench(scale).run(report, Files.createDirectories(folder.resolve("http")));
                new HeapBench(scale).run(report, Files.createDirectories(folder.resolve("heap")));
            });
        }
        if (isWanted(Part.DISTURBANCE)) {
            tell("Measuring who waits for whom ...");
            inFolder(folder -> new DisturbanceBench(scale).run(report, folder));
        }
        var out = spec.commandLine().getOut();
        report.print(out);
        out.flush();
        if (json != null) {
            Files.writeString(json, report.json());
        }
        return 0;
    }

    private void tell(String progress) {
        spec.commandLine().getErr().println(progress);
    }

    private boolean isWanted(Part part) {
        return only == null || only == part;
    }

    private interface Work {
        void in(Path folder) throws Exception;
    }

    private static void inFolder(Work work) throws Exception {
        var folder = Files.createTempDirectory("pharos-bench");
        try {
            work.in(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
