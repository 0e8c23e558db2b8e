package io.pharos.cli;

import io.pharos.collect.EventFiles;
import io.pharos.collect.RowProblem;
import io.pharos.model.Event;
import io.pharos.model.FileMapping;
import io.pharos.model.Problem;
import io.pharos.model.Source;
import io.pharos.model.Value;
import io.pharos.model.ValueText;
import io.pharos.model.Workspace;
import io.pharos.runtime.Replay;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Folds files of events in memory and writes the profiles: the same files always give the same bytes. */
@CommandLine.Command(
        name = "replay",
        description = "Fold files of events into profiles, without a server.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Profiles go to the standard output or into a file, one per line, sorted by id. They read as they were at",
            "--until, or at the time of the last event. What cannot be used is told and passed over; the exit code",
            "is 2 if nothing at all could be used. CSV files need no --source where the workspace has one for them."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final int PROBLEMS_TOLD = 20;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            required = true,
            description = "The definitions: a folder of YAML files, or one file.")
    private Path folder = Path.of(".");

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "The source that maps the files' rows, or that lines of events belong to.")
    private @Nullable String sourceName;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "The moment to stop at, such as 2026-03-01T10:00:00Z.")
    private @Nullable String untilText;

    @Option(names = "--export", paramLabel = "FILE", description = "Where to write the profiles.")
    private @Nullable Path export;

    @Parameters(arity = "1..*", paramLabel = "EVENTS", description = "Files: .jsonl or .csv, also packed with gzip.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    private final Tally tally = new Tally();

    /** What the files held. */
    private static final class Tally {
        private long events;
        private long duplicates;
        private long rejected;
        private long unusable;
        private Instant last = Instant.MIN;
    }

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        Optional.ofNullable(export).ifPresent(Failures::requireWritable);
        var read = Definitions.read(folder, err);
        if (read.isEmpty()) {
            return 1;
        }
        var workspace = read.get();
        var sources = new LinkedHashMap<Path, Optional<Source>>();
        var until = Optional.ofNullable(untilText).map(ReplayCommand::moment);
        Failures.requireReadable(files);
        for (var file : files) {
            sources.put(file, source(file, workspace));
        }

        var replay = new Replay(workspace);
        for (var file : files) {
            var source = sources.getOrDefault(file, Optional.empty());
            read(file, EventFiles.ofReplay(workspace, source), replay, err);
        }
        if (tally.events == 0 && tally.rejected > 0) {
            err.println("nothing could be used: all " + tally.rejected + " rows were rejected");
            return 2;
        }
        var profiles = write(replay, until.orElse(tally.events == 0 ? Instant.EPOCH : tally.last), err);
        if (tally.unusable > 0) {
            err.println(
                    tally.unusable == 1 ? "1 value could not be used" : tally.unusable + " values could not be used");
        }
        err.printf(
                "%d events, %d duplicates, %d rejected rows, %d profiles%n",
                tally.events, tally.duplicates, tally.rejected, profiles);
        return 0;
    }

    private Optional<Source> source(Path file, Workspace workspace) {
        if (sourceName == null) {
            return isCsv(file) ? Optional.of(ofCsv(file, workspace)) : Optional.empty();
        }
        var source = workspace.sources().get(sourceName);
        if (source == null) {
            throw new Failures.Wrong("the workspace has no source \"" + sourceName + "\"; it has "
                    + String.join(", ", workspace.sources().keySet()));
        }
        return Optional.of(source);
    }

    private static boolean isCsv(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    /** The only source that maps CSV files. */
    private static Source ofCsv(Path file, Workspace workspace) {
        var mapping = workspace.sources().values().stream()
                .filter(source -> source.file()
                        .filter(known -> known.format() == FileMapping.Format.CSV)
                        .isPresent())
                .toList();
        if (mapping.size() != 1) {
            var names = mapping.stream().map(Source::name).collect(Collectors.joining(", "));
            throw new Failures.Wrong(file + " holds rows; "
                    + (names.isEmpty()
                            ? "the workspace has no source of kind file that maps CSV"
                            : "say with --source which source maps them, one of: " + names));
        }
        return mapping.getFirst();
    }

    private static Instant moment(String text) {
        return ValueText.moment(text, ZoneOffset.UTC)
                .map(Value.Moment::at)
                .orElseThrow(() -> new Failures.Wrong(
                        "--until is \"" + text + "\"; expected a time such as 2026-03-01T10:00:00Z"));
    }

    private void read(Path file, EventFiles reader, Replay replay, PrintWriter err) throws IOException {
        try (var progress = Progress.of(err, String.valueOf(file.getFileName()), Files.size(file))) {
            reader.read(
                    () -> progress.watch(Files.newInputStream(file)),
                    event -> take(event, replay),
                    problem -> reject(file, problem, err));
        } catch (EOFException | ZipException damaged) {
            throw new IOException(file + ": damaged gzip: " + damaged.getMessage(), damaged);
        }
    }

    private void take(Event event, Replay replay) {
        if (!replay.add(event)) {
            tally.duplicates++;
            return;
        }
        tally.events++;
        if (event.time().isAfter(tally.last)) {
            tally.last = event.time();
        }
    }

    private void reject(Path file, RowProblem problem, PrintWriter err) {
        tally.rejected++;
        if (tally.rejected <= PROBLEMS_TOLD) {
            err.println(file + ": " + problem);
        } else if (tally.rejected == PROBLEMS_TOLD + 1) {
            err.println("… more rows are rejected; the end says how many");
        }
    }

    private void unusable(Event event, Problem problem, PrintWriter err) {
        tally.unusable++;
        if (tally.unusable <= PROBLEMS_TOLD) {
            err.println("event " + event.id() + " of " + ValueText.time(event.time()) + ": " + problem);
        }
    }

    private long write(Replay replay, Instant until, PrintWriter err) throws IOException {
        try (var lines = ProfileLines.to(Optional.ofNullable(export))) {
            replay.snapshots(until, lines::write, (event, problem) -> unusable(event, problem, err));
            lines.complete();
            return lines.written();
        }
    }
}
