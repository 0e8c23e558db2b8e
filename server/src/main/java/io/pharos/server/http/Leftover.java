package io.pharos.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * A body that is still being sent although its request was answered. It is read and forgotten for a while, since many
 * clients read the answer only after sending; then the connection is closed.
 */
final class Leftover {
    private static final long LINGER_MILLIS = 5_000;

    private Leftover() {}

    /** Must be said before the answer is written. */
    static void announce(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
    }

    /** Must be called where the connection lives. */
    static void forget(HttpServerRequest request) {
        var vertx = Vertx.currentContext().owner();
        var connection = request.connection();
        var timer = vertx.setTimer(LINGER_MILLIS, _ -> connection.close());
        request.handler(_ -> {}).endHandler(_ -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
        request.resume();
    }
}
