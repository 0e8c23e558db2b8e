package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A program for node that sends a scenario with somebody else's library, and prints what must be found afterwards. */
final class LiveClient {
    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;

    private LiveClient(Path folder) {
        this.folder = folder;
    }

    /** A copy within {@code home}, since installing leaves files behind; or a skipped test that says what is missing. */
    static LiveClient copied(Path original, Path home) throws IOException {
        assumeTrue(Files.isDirectory(original), "Skipped, because the live clients are not there: " + original + ".");
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(bin -> Files.isExecutable(Path.of(bin, "node"))),
                "Skipped, because there is no node on the PATH.");
        var copy = Files.createDirectories(home.resolve(original.getFileName().toString()));
        for (var file : List.of("run.mjs", "package.json")) {
            if (Files.exists(original.resolve(file))) {
                Files.copy(original.resolve(file), copy.resolve(file));
            }
        }
        return new LiveClient(copy);
    }

    /** The same with its library, or a skipped test where that cannot be had. */
    LiveClient installed() throws Exception {
        var npm = run(Map.of(), "npm", "install", "--no-audit", "--no-fund");
        assumeTrue(npm.code() == 0, "Skipped, because npm cannot install what " + folder.getFileName() + " needs.");
        return this;
    }

    /** What it says must be found. */
    JsonNode run(Map<String, String> environment) throws Exception {
        var ended = run(environment, "node", "run.mjs");
        assertThat(ended.code()).as(ended.said()).isZero();
        var result = Http.JSON.readTree(ended.said());
        assertThat(result.path("clientErrors")).as(ended.said()).isEmpty();
        return result;
    }

    private record Ended(int code, String said) {}

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        var said = folder.resolve(command[0] + ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(said.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD).environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return new Ended(127, absent.toString());
        }
        try {
            var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Ended(ended ? process.exitValue() : 124, Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
