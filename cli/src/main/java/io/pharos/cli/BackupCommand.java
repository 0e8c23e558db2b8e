package io.pharos.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a backup of a running server into a file, which appears under its name only when it is whole. */
@CommandLine.Command(
        name = "backup",
        description = "Copy everything a running server keeps into one file. It goes on meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The key is taken from PHAROS_API_KEY. Whatever was acknowledged before is in the backup, which holds secrets",
            "as the server's data folder does. pharos restore makes a data folder of it."
        })
final class BackupCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    @Option(names = "--server", paramLabel = "URL", required = true, description = "Such as http://127.0.0.1:8080.")
    private String server = "";

    @Parameters(paramLabel = "TO", description = "The file to write, which must not be there yet.")
    private Path to = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Files.exists(to)) {
            throw new Failures.Wrong(to + " is there already; expected the name of a new file");
        }
        Failures.requireFolderOf(to, to.toString());
        try (var remote = new Remote(server, Optional.ofNullable(System.getenv("PHAROS_API_KEY")))) {
            var response =
                    remote.send("api/backup", HttpRequest::newBuilder, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                if (response.statusCode() != 200) {
                    var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    throw new IOException(Remote.refusal(response, text));
                }
                spec.commandLine().getOut().printf("%s: %d bytes%n", to, keep(body));
            }
        }
        return 0;
    }

    private long keep(InputStream backup) throws IOException {
        var unfinished = to.resolveSibling(to.getFileName() + ".part");
        try {
            var bytes = write(backup, unfinished);
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
            return bytes;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static long write(InputStream backup, Path file) throws IOException {
        try (var to = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var out = Channels.newOutputStream(to);
            var buffer = new byte[BUFFER];
            var bytes = 0L;
            for (var read = read(backup, buffer); read >= 0; read = read(backup, buffer)) {
                out.write(buffer, 0, read);
                bytes += read;
            }
            to.force(true);
            return bytes;
        }
    }

    private static int read(InputStream backup, byte[] buffer) throws IOException {
        try {
            return backup.read(buffer);
        } catch (IOException broken) {
            throw new IOException(
                    "the backup broke off before its end, so nothing of it was kept: " + broken.getMessage(), broken);
        }
    }
}
