package io.pharos.server.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** What browsers are told about pages of other origins. */
public final class Cors {
    private static final String ORIGIN = "Origin";
    private static final String A_DAY = "86400";

    private Cors() {}

    /** A pre-flight carries no key, so it is always allowed; the request itself is checked when its source is known. */
    static void allowPreflight(HttpServerRequest request) {
        var response = request.response();
        allow(request, response);
        var headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.putHeader("Access-Control-Allow-Headers", headers);
        }
        response.putHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        response.putHeader("Access-Control-Max-Age", A_DAY);
        response.setStatusCode(204).end();
    }

    /** Lets the page that asks read the answer. */
    public static void allow(HttpServerRequest request, HttpServerResponse response) {
        var origin = request.getHeader(ORIGIN);
        if (origin != null) {
            response.putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Allow-Credentials", "true")
                    .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        response.putHeader("Vary", ORIGIN);
    }
}
