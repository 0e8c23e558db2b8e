package io.pharos.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events as they come over a connection. Not thread-safe. */
final class Events implements AutoCloseable {
    private final Wire wire;
    private final Answer head;
    private String text = "";

    /** @param name of the event; empty if it has none */
    record Event(String name, String id, JsonNode data) {}

    private Events(Wire wire, Answer head) {
        this.wire = wire;
        this.head = head;
    }

    /** Asks for a stream; returns when its head is there. */
    static Events of(RunningServer server, String path, String... headers) throws IOException {
        var wire = server.connect();
        var lines = new StringBuilder();
        for (var i = 0; i < headers.length; i += 2) {
            lines.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + lines + "\r\n");
        return new Events(wire, wire.head());
    }

    static Events asAdministrator(RunningServer server, String path) throws IOException {
        return of(server, path, "Authorization", "Bearer " + RunningServer.ADMIN_KEY);
    }

    Answer head() {
        return head;
    }

    /** The next event; waits for it, but not longer than a stream without events shows that it is still there. */
    Event next() throws IOException {
        var heartbeats = 0;
        while (heartbeats < 2) {
            var end = text.indexOf("\n\n");
            if (end < 0) {
                text += new String(wire.chunk(), StandardCharsets.UTF_8);
                continue;
            }
            var event = text.substring(0, end);
            text = text.substring(end + 2);
            if (event.contains("data: ")) {
                var data = JsonMapper.shared().readTree(field("data", event));
                return new Event(field("event", event), field("id", event), data);
            }
            heartbeats += event.startsWith(":") ? 1 : 0;
        }
        throw new AssertionError("no event came, although one was expected");
    }

    /** Whether the stream comes to a proper end; waits for it, and passes over what comes before. */
    boolean ends() throws IOException {
        while (wire.chunk().length > 0) {
            // Not the end yet.
        }
        return true;
    }

    /** What comes until the proper end of the stream. */
    String rest() throws IOException {
        var rest = new StringBuilder(text);
        for (var chunk = wire.chunk(); chunk.length > 0; chunk = wire.chunk()) {
            rest.append(new String(chunk, StandardCharsets.UTF_8));
        }
        return rest.toString();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    private static String field(String name, String event) {
        return event.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }
}
