package io.pharos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pharos bench}: what things cost here, beside the limits of this machine measured in the same run. */
@Command(
        name = "bench",
        description = "Measures what Pharos costs beside the limits of this machine, and prints a table.",
        mixinStandardHelpOptions = true)
public final class BenchMain implements Callable<Integer> {
    @Option(names = "--only", description = "engine or http; both unless given")
    private String only = "";

    @Option(names = "--rounds", defaultValue = "5", description = "interleaved rounds (default ${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--events",
            defaultValue = "40000",
            description = "events a round over HTTP (default ${DEFAULT-VALUE})")
    private int events;

    @Option(
            names = "--visitors",
            defaultValue = "100000",
            description = "visitors over HTTP (default ${DEFAULT-VALUE})")
    private int visitors;

    @Option(names = "--json", description = "also write the figures to this file")
    private @Nullable Path json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var report = new Report();
        if (!"http".equals(only)) {
            new EngineBench().run(report, rounds);
        }
        if (!"engine".equals(only)) {
            overHttp(report);
        }
        report.print(System.out);
        if (json != null) {
            Files.writeString(json, report.json());
        }
        return 0;
    }

    private void overHttp(Report report) throws Exception {
        var folder = Files.createTempDirectory("pharos-bench");
        try {
            new HttpBench(folder, visitors, events).run(report, rounds);
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
