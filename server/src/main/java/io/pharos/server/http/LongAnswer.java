package io.pharos.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A long answer, written piece by piece from a thread of its own, which waits while the client is slower. Not thread-safe.
 */
public final class LongAnswer extends OutputStream {
    private static final int CHUNK = 64 * 1024;

    private final Call call;
    private final HttpServerResponse response;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(CHUNK);
    private boolean complete;

    /** The client went away before the end. */
    public static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned(Throwable cause) {
            super("the client closed the connection", cause);
        }
    }

    LongAnswer(Call call, String mediaType) {
        this.call = call;
        this.response = call.request().response();
        call.onContext(() -> response.setChunked(true).putHeader("Content-Type", mediaType));
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** @throws Abandoned if nobody reads any more */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        chunk.write(bytes, offset, length);
        if (chunk.size() >= CHUNK) {
            flush();
        }
    }

    /** Sends what was written so far. */
    @Override
    public void flush() {
        if (chunk.size() == 0) {
            return;
        }
        var buffer = Buffer.buffer(chunk.toByteArray());
        chunk.reset();
        var sent = new CompletableFuture<Void>();
        // A write completes when the connection took it, so waiting for it is waiting for the client.
        call.onContext(() -> response.write(buffer).onComplete(written -> {
            if (written.succeeded()) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(written.cause());
            }
        }));
        try {
            sent.join();
        } catch (CompletionException failed) {
            throw new Abandoned(failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** Says that all was written; an answer closed without it breaks off, so that the client notices. */
    public void complete() {
        flush();
        complete = true;
    }

    @Override
    public void close() {
        call.onContext(() -> {
            if (complete) {
                response.end();
            } else {
                call.request().connection().close();
            }
        });
    }
}
