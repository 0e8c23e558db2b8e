package io.pharos.server.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pharos.server.access.Caller;
import io.pharos.server.access.Role;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The way of every request: find its route, see who asks, read the body, run the handler. */
public final class Front implements Handler<HttpServerRequest> {
    /** The header by which a page of the console proves that no foreign page sent the request. */
    public static final String PROOF = "X-Requested-With";

    private static final String PROVEN = "pharos";
    private static final Set<HttpMethod> KNOWN = Set.copyOf(HttpMethod.values());
    private static final Set<HttpMethod> CHANGE_NOTHING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final RouteTable table;
    private final Function<HttpServerRequest, Caller> callers;
    private final int largestBody;
    private final Watch watch;
    private final Executor threads;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    /** Is told of every answer. */
    @FunctionalInterface
    public interface Watch {
        void answered(String route, String method, int status, long nanos);
    }

    /** @param largestBody in bytes, as sent */
    public Front(
            RouteTable table,
            Function<HttpServerRequest, Caller> callers,
            int largestBody,
            Watch watch,
            Executor threads) {
        this.table = table;
        this.callers = callers;
        this.largestBody = largestBody;
        this.watch = watch;
        this.threads = threads;
    }

    @Override
    public void handle(HttpServerRequest request) {
        // A connection that breaks takes its request with it and nothing else.
        request.exceptionHandler(_ -> {});
        var response = request.response();
        response.exceptionHandler(_ -> {});
        response.putHeader("X-Content-Type-Options", "nosniff").putHeader("Cache-Control", "no-store");
        switch (table.match(request.method(), path(request))) {
            case RouteTable.Match.Found(var route, var variables) -> {
                watch(request, route.path().template());
                admit(request, route, variables);
            }
            case RouteTable.Match.OtherMethods(var methods, var origins) -> {
                watch(request, "other methods");
                var allowed = methods.stream().map(HttpMethod::name).distinct().collect(Collectors.joining(", "));
                response.putHeader("Allow", allowed + ", OPTIONS");
                if (!request.method().equals(HttpMethod.OPTIONS)) {
                    refuse(request, ProblemType.WRONG_METHOD, "The path answers to " + allowed + ".");
                } else if (origins == Route.Origins.COLLECTION) {
                    Cors.allowPreflight(request);
                } else {
                    response.setStatusCode(204).end();
                }
            }
            case RouteTable.Match.Nothing() -> {
                watch(request, "nothing");
                refuse(request, ProblemType.NOT_FOUND, "The server has no path " + path(request) + ".");
            }
        }
    }

    /** Ends all streams of events, which would end only when their listeners go. */
    public void closeStreams() {
        streams.forEach(EventStream::close);
    }

    /** Answers requests that are no HTTP, or too much of it. */
    public void invalid(HttpServerRequest request) {
        var type = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ -> ProblemType.ADDRESS_TOO_LONG;
            case TooLongHttpHeaderException _ -> ProblemType.HEADERS_TOO_LARGE;
            case null, default -> ProblemType.BAD_REQUEST;
        };
        request.response().putHeader("Connection", "close");
        request.response()
                .setStatusCode(type.status())
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(ProblemDocument.of(type, "The connection is closed.").toJson())
                .onComplete(_ -> request.connection().close());
    }

    private void admit(HttpServerRequest request, Route route, Map<String, String> variables) {
        var context = Vertx.currentContext();
        if (route.origins() == Route.Origins.COLLECTION) {
            Cors.allow(request, request.response());
        }
        var caller = caller(request, route);
        if (route.role() != Role.PUBLIC && !admitted(request, route, caller)) {
            return;
        }
        if (route.body() == Route.Body.WHOLE) {
            BodyReader.read(
                    request,
                    largestBody,
                    body -> run(request, context, route, variables, caller, body),
                    () -> refuseBody(request));
        } else {
            run(request, context, route, variables, caller, Buffer.buffer());
        }
    }

    /**
     * A session does not count where all pages may send to: a browser adds its cookie by itself, also for a page of a
     * neighbouring port or host, which could then read the answer.
     */
    private Caller caller(HttpServerRequest request, Route route) {
        var caller = callers.apply(request);
        return caller.bySession() && route.origins() == Route.Origins.COLLECTION ? Caller.NOBODY : caller;
    }

    private static boolean admitted(HttpServerRequest request, Route route, Caller caller) {
        if (!caller.isKnown()) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(request, ProblemType.NOT_SIGNED_IN, "The request carries no key and no session that is known.");
            return false;
        }
        if (!caller.may(route.scope(), route.role())) {
            refuse(
                    request,
                    ProblemType.NOT_ALLOWED,
                    "It needs the role " + route.role().word() + " and the scope "
                            + route.scope().word() + "; " + caller.name() + " has the role "
                            + caller.role().word() + ".");
            return false;
        }
        if (caller.bySession()
                && !CHANGE_NOTHING.contains(request.method())
                && !PROVEN.equals(request.getHeader(PROOF))) {
            refuse(request, ProblemType.FOREIGN_PAGE, "The header " + PROOF + ": " + PROVEN + " is missing.");
            return false;
        }
        return true;
    }

    private void run(
            HttpServerRequest request,
            Context context,
            Route route,
            Map<String, String> variables,
            Caller caller,
            Buffer body) {
        BooleanSupplier stillAllowed = () -> caller(request, route).may(route.scope(), route.role());
        var streamed = route.body() == Route.Body.STREAM;
        var call = new Call(request, context, variables, caller, stillAllowed, body, streams, streamed);
        switch (route.runs()) {
            case ON_THE_LOOP -> run(route, call);
            case ON_ITS_OWN_THREAD -> threads.execute(() -> run(route, call));
        }
    }

    private static void run(Route route, Call call) {
        try {
            route.handler().accept(call);
        } catch (RuntimeException failure) {
            call.fail(failure);
        }
    }

    private void refuseBody(HttpServerRequest request) {
        Leftover.announce(request);
        refuse(request, ProblemType.TOO_LARGE, "A body may have up to " + largestBody + " bytes.");
        Leftover.forget(request);
    }

    private static void refuse(HttpServerRequest request, ProblemType type, String detail) {
        var body = ProblemDocument.of(type, detail).toJson();
        request.response().setStatusCode(type.status()).putHeader("Content-Type", ProblemDocument.MEDIA_TYPE);
        if (request.method().equals(HttpMethod.HEAD)) {
            request.response().end();
        } else {
            request.response().end(body);
        }
    }

    private void watch(HttpServerRequest request, String route) {
        var began = System.nanoTime();
        // Anybody can make up methods, and each that is counted takes room for good.
        var method = KNOWN.contains(request.method()) ? request.method().name() : "other";
        var response = request.response();
        response.endHandler(_ -> watch.answered(route, method, response.getStatusCode(), System.nanoTime() - began));
    }

    private static String path(HttpServerRequest request) {
        return request.path() == null ? "/" : request.path();
    }
}
