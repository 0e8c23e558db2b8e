package io.pharos.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Sends a file to a server, as {@code POST /api/import} takes it. */
final class Import {
    private Import() {}

    /**
     * What became of the file's events.
     *
     * @param accepted new ones
     * @param duplicates those that were there before
     */
    record Summary(long accepted, long duplicates) {}

    /**
     * @param progress is told how many events are in
     * @throws IllegalStateException if not all of the file could be taken
     */
    static Summary send(URI server, String key, String source, Path file, LongConsumer progress)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/api/import?source=" + source))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
            JsonNode last = MissingNode.getInstance();
            for (var line : (Iterable<String>) answer.body()::iterator) {
                last = Call.JSON.readTree(line);
                if (last.has("problems")) {
                    throw new IllegalStateException(file + " could not be taken: " + line);
                }
                progress.accept(
                        last.path("accepted").asLong() + last.path("duplicates").asLong());
            }
            if (!last.path("complete").asBoolean()) {
                throw new IllegalStateException(file + " could not be taken: " + answer.statusCode() + " " + last);
            }
            return new Summary(
                    last.path("accepted").asLong(), last.path("duplicates").asLong());
        }
    }
}
