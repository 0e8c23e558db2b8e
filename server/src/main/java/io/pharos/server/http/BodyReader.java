package io.pharos.server.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads a body up to a limit. One that is longer is refused as soon as that is known, without keeping it; one that ends
 * early is forgotten with its connection.
 */
final class BodyReader {
    private final int most;
    private final Handler<Buffer> whole;
    private final Runnable tooLarge;
    private Buffer body = Buffer.buffer();
    private boolean refused;

    private BodyReader(int most, Handler<Buffer> whole, Runnable tooLarge) {
        this.most = most;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    static void read(HttpServerRequest request, int most, Handler<Buffer> whole, Runnable tooLarge) {
        if (announcedLength(request) > most) {
            tooLarge.run();
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        var reader = new BodyReader(most, whole, tooLarge);
        request.handler(reader::take).endHandler(_ -> reader.end());
    }

    private void take(Buffer chunk) {
        if (refused) {
            return;
        }
        if (body.length() + chunk.length() > most) {
            refused = true;
            body = Buffer.buffer();
            tooLarge.run();
            return;
        }
        body = body.length() == 0 ? chunk : body.appendBuffer(chunk);
    }

    private void end() {
        if (!refused) {
            whole.handle(body);
        }
    }

    /** 0 if the client did not say. */
    private static long announcedLength(HttpServerRequest request) {
        var header = request.getHeader("Content-Length");
        if (header == null) {
            return 0;
        }
        try {
            return Long.parseLong(header);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
