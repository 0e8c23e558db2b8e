package io.pharos.cli.process;

import io.pharos.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * {@code pharos} in a process of its own, run from the classes under test. Whatever becomes of the test, closing it ends
 * the process.
 */
final class PharosProcess implements AutoCloseable {
    /** An administrator's key of every server started here. */
    static final String KEY = "a-key-for-the-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("Pharos is ready at (http://\\S+) in \\d+ ms");

    private final Process process;
    private final Thread reader;
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();

    private PharosProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::listen);
    }

    static PharosProcess start(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + environment.getOrDefault("HEAP", "256m"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PHAROS_"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("PHAROS_API_KEY", KEY);
        builder.environment().put("PHAROS_ADMIN_PASSWORD", "a-password-for-the-tests");
        builder.environment().putAll(environment);
        try {
            return new PharosProcess(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A server on any free port. */
    static PharosProcess serve(Path data, Path workspace, Map<String, String> environment) {
        return start(
                environment, "serve", "--port", "0", "--data", data.toString(), "--workspace", workspace.toString());
    }

    static PharosProcess serve(Path data, Path workspace) {
        return serve(data, workspace, Map.of());
    }

    /** Where the server answers, as soon as it says so. */
    URI address() {
        try {
            return ready.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException neverReady) {
            throw new IllegalStateException("no server got ready; it said:\n" + output(), neverReady);
        }
    }

    /** Tells it to stop, as an operator does, and waits until it has. */
    int stop() {
        process.destroy();
        return exitCode();
    }

    /** Ends it at once, without a chance to do anything more. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits a little, unless the process ends by itself before. */
    void linger(Duration while_) {
        try {
            process.waitFor(while_.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the process does not end; it said:\n" + output());
            }
            reader.join(PATIENCE);
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything it has said so far, on both streams. */
    String output() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (said) {
                    said.add(line);
                }
                var found = READY.matcher(line);
                if (found.find()) {
                    ready.complete(URI.create(found.group(1)));
                }
            }
        } catch (IOException killed) {
            // What it said before is kept.
        }
        ready.completeExceptionally(new IllegalStateException("the process has ended"));
    }

    @Override
    public void close() {
        kill();
    }
}
