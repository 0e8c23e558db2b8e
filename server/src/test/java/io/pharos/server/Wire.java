package io.pharos.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A bare connection: sends any bytes, right or wrong, and reads what comes back. Not thread-safe. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire to(URI address) {
        try {
            var socket = new Socket(address.getHost(), address.getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Wire(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param text in ISO 8859-1, line ends as they shall be sent */
    Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Wire send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that nothing more comes, while answers may still be read. */
    Wire endsSending() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next whole answer, which must be to anything but HEAD. */
    Answer answer() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        var headers = headers();
        var length = headers.getOrDefault("Content-Length", List.of("0")).getFirst();
        var body = headers.containsKey("Transfer-Encoding") ? chunks() : in.readNBytes(Integer.parseInt(length));
        return new Answer(status, headers, body);
    }

    /** Status and headers of the next answer, whose body is read by {@link #chunk()} or not at all. */
    Answer head() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        return new Answer(status, headers(), new byte[0]);
    }

    /** The next chunk of a body that comes in chunks; empty at its end. */
    byte[] chunk() throws IOException {
        var bytes = in.readNBytes(Integer.parseInt(line(), 16));
        line();
        return bytes;
    }

    /** Whether the next answer is a refusal of the whole request, or none comes since the connection was closed. */
    boolean isClosedOrRefuses() {
        try {
            return answer().status() >= 400;
        } catch (IOException _) {
            return true;
        }
    }

    /** Whether the other side has closed the connection, properly or not, without another answer. Waits for it. */
    boolean isClosed() {
        try {
            return in.read() < 0;
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            body.writeBytes(chunk);
        }
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed after \"" + line + '"');
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
