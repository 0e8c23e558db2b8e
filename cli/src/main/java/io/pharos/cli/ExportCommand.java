package io.pharos.cli;

import io.pharos.model.Value;
import io.pharos.model.ValueText;
import io.pharos.server.Offline;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all profiles of a server, or of the data folder of one that does not run. */
@CommandLine.Command(
        name = "export",
        description = "Write all profiles, one per line, sorted by id, in the form that replay writes.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "From a server it needs an administrator's key in PHAROS_API_KEY."})
final class ExportCommand implements Callable<Integer> {

    /** What can be exported. */
    enum What {
        PROFILES
    }

    /** Where the profiles are. */
    static final class From {
        @Option(names = "--server", paramLabel = "URL", description = "A running server.")
        private @Nullable String server;

        @Option(names = "--data", paramLabel = "DIR", description = "The data folder of a server that does not run.")
        private @Nullable Path data;
    }

    @Parameters(paramLabel = "profiles", description = "What to export.")
    private What what = What.PROFILES;

    @ArgGroup(multiplicity = "1")
    private From from = new From();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "As the profiles read at that moment, not before their last event; now unless told.")
    private @Nullable String untilText;

    @Option(names = "--export", paramLabel = "FILE", description = "Where to write; else to the standard output.")
    private @Nullable Path export;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional.ofNullable(export).ifPresent(Failures::requireWritable);
        switch (what) {
            case PROFILES -> profiles();
        }
        return 0;
    }

    private void profiles() throws IOException, InterruptedException {
        var until = Optional.ofNullable(untilText).map(ExportCommand::moment);
        try (var lines = ProfileLines.to(Optional.ofNullable(export))) {
            if (from.data != null) {
                Offline.export(from.data, until.orElseGet(Instant::now), lines::write);
            } else {
                fetch(String.valueOf(from.server), until, lines);
            }
            lines.complete();
            spec.commandLine().getErr().println(lines.written() + " profiles");
        }
    }

    private static Instant moment(String text) {
        return ValueText.moment(text, ZoneOffset.UTC)
                .map(Value.Moment::at)
                .orElseThrow(() -> new Failures.Wrong(
                        "--until is \"" + text + "\"; expected a time such as 2026-03-01T10:00:00Z"));
    }

    private static void fetch(String server, Optional<Instant> until, ProfileLines lines)
            throws IOException, InterruptedException {
        var path = "api/export/profiles"
                + until.map(at -> "?at=" + Remote.encoded(at.toString())).orElse("");
        try (var remote = new Remote(server, Optional.ofNullable(System.getenv("PHAROS_API_KEY")))) {
            var response = remote.send(path, HttpRequest::newBuilder, HttpResponse.BodyHandlers.ofLines());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(Remote.refusal(response, String.join("", body.toList())));
                }
                body.forEach(line -> lines.write((line + "\n").getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
