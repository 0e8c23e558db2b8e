package io.pharos.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that real clients sent, which stand beside the checkout. */
final class Recordings {
    /** These belong to the connection, not to the request. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "transfer-encoding");

    private Recordings() {}

    /** @param requests the bytes that went over the wire */
    record Recording(int expectedLogicalEvents, List<byte[]> requests) {}

    /** The names of all recordings, or a skipped test that says what is missing. */
    static List<String> names() throws IOException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    /** The answers to all requests of the recording, each sent on a connection of its own. */
    static List<Answer> replay(String name, RunningServer server) throws IOException {
        return replay(named(name), server);
    }

    static List<Answer> replay(Recording recording, RunningServer server) throws IOException {
        var answers = new ArrayList<Answer>();
        for (var request : recording.requests()) {
            try (var wire = server.connect()) {
                answers.add(wire.send(request).answer());
            }
        }
        return answers;
    }

    static Recording named(String name) throws IOException {
        var recorded = JsonMapper.shared().readTree(Files.readString(folder().resolve(name + ".json")));
        var requests = StreamSupport.stream(recorded.get("requests").spliterator(), false)
                .map(Recordings::request)
                .toList();
        return new Recording(recorded.get("expectedLogicalEvents").intValue(), requests);
    }

    /** The bytes as they were sent, but for what belongs to the connection. */
    private static byte[] request(JsonNode recorded) {
        var method = recorded.get("method").stringValue();
        var target = recorded.get("rawTarget").stringValue();
        var body = Base64.getDecoder().decode(recorded.get("bodyBase64").stringValue());
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: collector.example:8080\r\n");
        for (var header : recorded.get("headers")) {
            var name = header.get(0).stringValue();
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                head.append(name)
                        .append(": ")
                        .append(header.get(1).stringValue())
                        .append("\r\n");
            }
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static Path folder() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        var clients = folder.resolveSibling("shared").resolve("fixtures/clients");
        assumeTrue(Files.exists(clients), "needs " + clients + ", which does not come with the sources");
        return clients;
    }
}
