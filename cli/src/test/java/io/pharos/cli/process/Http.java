package io.pharos.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server. */
final class Http implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Http(URI server) {
        this.server = server;
    }

    /** Sends events to the source that has {@code key}. */
    HttpResponse<String> events(String key, String body) throws IOException {
        return send(
                request("/api/events").header("Authorization", "Bearer " + key).POST(BodyPublishers.ofString(body)));
    }

    /** Reads what an administrator may read. */
    JsonNode get(String path) {
        return read(admin(request(path).GET()), 200);
    }

    /** The answer to what an administrator posts. */
    HttpResponse<String> post(String path) {
        return admin(request(path).POST(BodyPublishers.noBody()));
    }

    /** The same with a body. */
    HttpResponse<String> post(String path, String body) {
        return admin(request(path).POST(BodyPublishers.ofString(body)));
    }

    /** Reads a file that an administrator may read, whole or not at all. */
    void fetch(String path, Path to) throws IOException {
        var answer = send(
                request(path)
                        .header("Authorization", "Bearer " + PharosProcess.KEY)
                        .GET(),
                BodyHandlers.ofFile(to));
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode());
        }
    }

    /** The answer to what an administrator deletes. */
    HttpResponse<String> delete(String path) {
        return admin(request(path).DELETE());
    }

    /** The profile; missing if there is none. */
    JsonNode profile(String kind, String value) {
        var answer = admin(request("/api/profiles/" + kind + "/" + value).GET());
        return answer.statusCode() == 404 ? JSON.missingNode() : read(answer, 200);
    }

    private HttpResponse<String> admin(HttpRequest.Builder request) {
        try {
            return send(request.header("Authorization", "Bearer " + PharosProcess.KEY));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return client.send(request.build(), handler);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    private static JsonNode read(HttpResponse<String> answer, int expected) {
        if (answer.statusCode() != expected) {
            throw new AssertionError(answer + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
