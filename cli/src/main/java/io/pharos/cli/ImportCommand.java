package io.pharos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends files of events to a running server. */
@CommandLine.Command(
        name = "import",
        description = "Send files of events to a running server. They belong to the past and set off no actions.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The key is taken from PHAROS_API_KEY. Sending a file again changes nothing, so a broken import is",
            "mended by repeating it. Rejected rows are told and passed over; the exit code is 1 if the sending of a file",
            "broke off, or if nothing at all in it could be used."
        })
final class ImportCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--server", paramLabel = "URL", required = true, description = "Such as http://127.0.0.1:8080.")
    private String server = "";

    @Option(names = "--source", paramLabel = "NAME", required = true, description = "The source the events belong to.")
    private String source = "";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files: .jsonl or .csv, also packed with gzip.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Failures.requireReadable(files);
        var whole = true;
        try (var remote = new Remote(server, Optional.ofNullable(System.getenv("PHAROS_API_KEY")))) {
            for (var file : files) {
                whole &= send(remote, file);
            }
        }
        return whole ? 0 : 1;
    }

    private boolean send(Remote remote, Path file) throws IOException, InterruptedException {
        var err = spec.commandLine().getErr();
        try (var progress = Progress.of(err, String.valueOf(file.getFileName()), Files.size(file))) {
            var response = remote.send(
                    "api/import?source=" + Remote.encoded(source),
                    () -> HttpRequest.newBuilder()
                            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> progress.watch(open(file)))),
                    HttpResponse.BodyHandlers.ofLines());
            try (var lines = response.body()) {
                return response.statusCode() == 200 ? follow(file, lines, err) : refused(file, response, lines, err);
            }
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the rows that could not be used, and the summary; false if it does not come, or nothing could be used. */
    private boolean follow(Path file, Stream<String> lines, PrintWriter err) {
        JsonNode last = JSON.createObjectNode();
        try {
            for (var line : (Iterable<String>) lines::iterator) {
                last = JSON.readTree(line);
                if (last.has("problems")) {
                    tell(file, last, err);
                }
            }
        } catch (UncheckedIOException | JacksonException broken) {
            err.println(file + ": the answer broke off: " + broken.getMessage());
            return false;
        }
        if (!last.path("complete").asBoolean(false)) {
            err.println(file + ": the answer ended early; send the file again");
            return false;
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d rows, %d events accepted, %d there already, %d rejected rows%n",
                        file,
                        last.path("rows").asLong(),
                        last.path("accepted").asLong(),
                        last.path("duplicates").asLong(),
                        last.path("rejected").asLong());
        var used = last.path("accepted").asLong() + last.path("duplicates").asLong();
        return used > 0 || last.path("rejected").asLong() == 0;
    }

    private static void tell(Path file, JsonNode line, PrintWriter err) {
        for (var problem : line.path("problems")) {
            err.println("%s: line %d, %s: found %s, expected %s. %s"
                    .formatted(
                            file,
                            line.path("line").asLong(),
                            problem.path("where").asString(""),
                            problem.path("found").asString(""),
                            problem.path("expected").asString(""),
                            problem.path("hint").asString(""))
                    .stripTrailing());
        }
    }

    private static boolean refused(Path file, HttpResponse<?> response, Stream<String> lines, PrintWriter err) {
        err.println(file + ": " + Remote.refusal(response, String.join("", lines.toList())));
        return false;
    }
}
