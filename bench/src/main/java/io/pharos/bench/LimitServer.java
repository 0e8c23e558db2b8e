package io.pharos.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a server on the same library can do at best: {@code /parse} parses the body, {@code /append} also appends it
 * durably to a file, anything else answers a constant. A process of its own, started by the benchmarks.
 */
public final class LimitServer {
    private static final JsonFactory JSON = new JsonFactory();

    private final FileChannel file;
    private final Buffer constant;
    private final ExecutorService appender = Executors.newSingleThreadExecutor();

    private LimitServer(FileChannel file, int answerBytes) {
        this.file = file;
        this.constant = Buffer.buffer("x".repeat(answerBytes));
    }

    /** @param arguments the file to append to, and the size of the constant in bytes */
    public static void main(String[] arguments) throws IOException {
        var started = System.nanoTime();
        var file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var server = new LimitServer(file, Integer.parseInt(arguments[1]));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(server::answer)
                .listen(0, "127.0.0.1")
                .onSuccess(listening -> System.out.printf(
                        "The limit is ready at http://127.0.0.1:%d in %d ms%n",
                        listening.actualPort(), (System.nanoTime() - started) / 1_000_000));
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/parse" ->
                request.body().onSuccess(body -> {
                    parse(body.getBytes());
                    request.response().end(constant);
                });
            case "/append" ->
                request.body().onSuccess(body -> {
                    parse(body.getBytes());
                    append(body.getBytes(), request);
                });
            default -> request.response().end(constant);
        }
    }

    private static int parse(byte[] body) {
        var length = 0;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    length += parser.getString().length();
                }
            }
        }
        return length;
    }

    private void append(byte[] body, HttpServerRequest request) {
        appender.execute(() -> {
            try {
                file.write(ByteBuffer.wrap(body));
                file.force(false);
                request.response().end(constant);
            } catch (IOException e) {
                request.response().setStatusCode(500).end(e.toString());
            }
        });
    }
}
