package io.pharos.server;

import io.pharos.store.Backup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** A real server on a port of its own, with a folder of its own, and what asks it. Owned by one test class. */
final class RunningServer implements AutoCloseable {
    static final String ADMIN_KEY = "the-admin-key-of-the-tests";
    static final String PASSWORD = "correct horse battery staple";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path folder;
    private final UnaryOperator<ServerSettings> settings;
    private Server server;

    private RunningServer(Path folder, UnaryOperator<ServerSettings> settings) {
        this.folder = folder;
        this.settings = settings;
        this.server = Server.start(settings());
    }

    static RunningServer start() {
        return start(UnaryOperator.identity());
    }

    static RunningServer start(UnaryOperator<ServerSettings> settings) {
        try {
            var folder = Files.createTempDirectory("pharos-server-test");
            write(folder, Shop.YAML);
            return new RunningServer(folder, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server on the data that is in a backup. */
    static RunningServer restored(Path backup) {
        try {
            var folder = Files.createTempDirectory("pharos-server-test");
            write(folder, Shop.YAML);
            Backup.restore(backup, folder.resolve("data"), _ -> {});
            return new RunningServer(folder, UnaryOperator.identity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Server server() {
        return server;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** Stops the server and starts another on the same folder. */
    void restart() {
        server.close();
        server = Server.start(settings());
    }

    /** The same with other definitions. */
    void restart(String workspace) {
        write(folder, workspace);
        restart();
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    Answer post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Asks as an administrator. */
    Answer read(String path) {
        return get(path, "Authorization", "Bearer " + ADMIN_KEY);
    }

    /** Sends definitions as an administrator. */
    Answer publishes(String workspace, long base, String more) {
        return post(
                "/api/workspace/publish",
                "{\"files\":" + files(workspace) + ",\"base\":" + base + more + "}",
                "Authorization",
                "Bearer " + ADMIN_KEY);
    }

    static String files(String workspace) {
        return JsonMapper.shared().writeValueAsString(Map.of("workspace.yaml", workspace));
    }

    /** Sends events as the website does. */
    Answer sends(String events) {
        return post("/api/events", events, "X-Write-Key", Shop.WEB_KEY);
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        return sendLater(request).join();
    }

    CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofByteArray())
                .thenApply(response ->
                        new Answer(response.statusCode(), response.headers().map(), response.body()));
    }

    /** A connection for requests that no decent client sends. */
    Wire connect() {
        return Wire.to(server.address());
    }

    @Override
    public void close() {
        server.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSettings settings() {
        var environment = Map.of("PHAROS_API_KEY", ADMIN_KEY, "PHAROS_ADMIN_PASSWORD", PASSWORD);
        var workspace = Optional.of(folder.resolve("workspace"));
        return settings.apply(ServerSettings.of("127.0.0.1", 0, data(), workspace, environment));
    }

    private static void write(Path folder, String workspace) {
        try {
            Files.createDirectories(folder.resolve("workspace"));
            Files.writeString(folder.resolve("workspace/workspace.yaml"), workspace);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
