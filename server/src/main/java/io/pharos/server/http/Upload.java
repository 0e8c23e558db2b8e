package io.pharos.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A body of any length on its way into a file. The client is held back while the disk is slower. */
final class Upload {
    private static final int CHUNKS = 16;

    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(2 * CHUNKS);
    private final HttpServerRequest request;
    private final Call call;
    private volatile boolean whole;

    private sealed interface Part {
        record Chunk(Buffer bytes) implements Part {}

        record End() implements Part {}

        record Broken() implements Part {}
    }

    private Upload(Call call) {
        this.call = call;
        this.request = call.request();
    }

    /** Must be called before the request is read by anybody else, where the connection lives. */
    static Upload begin(Call call) {
        var upload = new Upload(call);
        var request = call.request();
        request.pause();
        request.handler(upload::take)
                .endHandler(_ -> upload.end())
                .exceptionHandler(_ -> upload.parts.add(new Part.Broken()));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return upload;
    }

    /**
     * Waits until the whole body is in {@code file}.
     *
     * @throws EOFException if the body broke off
     * @throws IOException if the file cannot be written
     */
    void into(Path file) throws IOException, InterruptedException {
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                call.onContext(() -> request.fetch(CHUNKS));
                var finished = drain(out);
                if (finished.isPresent()) {
                    if (finished.get() instanceof Part.Broken) {
                        throw new EOFException("the body broke off");
                    }
                    return;
                }
            }
        }
    }

    /** Writes as many chunks as were asked for, or fewer at the end. */
    private Optional<Part> drain(OutputStream out) throws IOException, InterruptedException {
        for (var taken = 0; taken < CHUNKS; taken++) {
            switch (parts.take()) {
                case Part.Chunk(var bytes) -> out.write(bytes.getBytes());
                case Part.End end -> {
                    return Optional.of(end);
                }
                case Part.Broken broken -> {
                    return Optional.of(broken);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether all of it has come. */
    boolean isWhole() {
        return whole;
    }

    private void end() {
        whole = true;
        parts.add(new Part.End());
    }

    private void take(Buffer chunk) {
        parts.add(new Part.Chunk(chunk));
    }
}
