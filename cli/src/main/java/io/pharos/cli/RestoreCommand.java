package io.pharos.cli;

import io.pharos.model.ValueText;
import io.pharos.store.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder of a backup. */
@CommandLine.Command(
        name = "restore",
        description = "Make a data folder of a backup, for a server to be started on.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "A backup that is damaged or not complete is refused, and leaves nothing behind."})
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FROM", description = "The file that pharos backup has written.")
    private Path from = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The folder to restore into: empty, or not there yet.")
    private Path data = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Failures.requireReadable(from, "a backup");
        try (var progress = Progress.of(spec.commandLine().getErr(), "Restoring", Files.size(from))) {
            var restored = Backup.restore(from, data, progress::reach);
            spec.commandLine()
                    .getOut()
                    .printf("%s is what the server had kept by %s.%n", data, ValueText.time(restored.at()));
        }
        return 0;
    }
}
