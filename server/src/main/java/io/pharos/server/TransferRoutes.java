package io.pharos.server;

import io.pharos.collect.EventFiles;
import io.pharos.model.Problem;
import io.pharos.model.Source;
import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.LongAnswer;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.ZipException;

/** Whole files in, all profiles out. */
final class TransferRoutes {
    private final Host host;
    private final Definitions definitions;
    private final Path uploads;
    private final InstantSource clock;

    /** @param uploads a folder for files on their way in */
    TransferRoutes(Host host, Definitions definitions, Path uploads, InstantSource clock) {
        this.host = host;
        this.definitions = definitions;
        this.uploads = uploads;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/export/profiles")
                        .summary(
                                "All profiles, one per line, sorted by id, in one form: the same profiles give the same"
                                        + " bytes. Lines have no version. An answer that breaks off is not complete.")
                        .needs(Scope.ADMIN, Role.ADMIN)
                        .slow()
                        .query(
                                "at",
                                "As the profiles read at that moment, not before their last event; now unless told.")
                        .answers(200, "application/x-ndjson", "Profile", "One profile per line.")
                        .by(this::export),
                Route.post("/api/import")
                        .summary("Take a file as the body: lines of native events, or what the file source maps; packed"
                                + " with gzip or not. Its events belong to the past and set off no actions. Sending a file"
                                + " again changes nothing. The answer is lines: progress, and at the end a summary.")
                        .needs(Scope.ADMIN, Role.ADMIN)
                        .body(Route.Body.STREAM)
                        .slow()
                        .requiredQuery("source", "The source that the events belong to.")
                        .answers(200, "application/x-ndjson", "ImportLine", "Progress, problems of rows, the summary.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "The workspace has no such source.")
                        .by(this::take));
    }

    private void export(Call call) {
        var at = call.moment("at").orElseGet(clock::instant);
        try (var lines = call.lines()) {
            host.export(at, profile -> lines.write(ProfileJson.line(profile)));
            lines.complete();
        } catch (LongAnswer.Abandoned _) {
            // Nobody is left to tell.
        }
    }

    private void take(Call call) {
        var source = source(call.requiredQuery("source"));
        try {
            Files.createDirectories(uploads);
            var file = Files.createTempFile(uploads, "import-", ".part");
            try {
                upload(call, file);
                take(call, source, file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Refusal.of(ProblemType.NOT_READY, "The server is stopping.");
        }
    }

    private static void upload(Call call, Path file) throws IOException, InterruptedException {
        try {
            call.bodyInto(file);
        } catch (EOFException _) {
            throw Refusal.of(ProblemType.BAD_REQUEST, "The body ended before it was complete.");
        }
    }

    private Source source(String name) {
        var sources = definitions.inForce().workspace().sources();
        var source = sources.get(name);
        if (source == null) {
            throw Refusal.of(
                    ProblemType.NOT_FOUND,
                    "The workspace has no source \"" + name + "\"; it has " + String.join(", ", sources.keySet())
                            + ".");
        }
        return source;
    }

    private void take(Call call, Source source, Path file) throws IOException, InterruptedException {
        try (var lines = call.lines()) {
            var importing = new Importing(host, lines);
            var files = EventFiles.ofImport(definitions.inForce().workspace(), source, clock.instant());
            try {
                var summary = files.read(EventFiles.Content.of(file), importing::event, importing::problem);
                importing.finish(summary.rows());
            } catch (ZipException | EOFException damaged) {
                importing.stop(damaged(damaged));
            }
            lines.complete();
        } catch (LongAnswer.Abandoned _) {
            // What was taken stays; sending the file again completes it.
        }
    }

    private static Problem damaged(IOException failure) {
        return new Problem(
                "file.bad-gzip",
                Problem.Place.inEvent("file"),
                "gzip data that is damaged or ends early (" + failure.getMessage() + ")",
                "a whole gzip stream, or a file that is not compressed",
                "Pack the file again; what was taken so far counts once.");
    }
}
