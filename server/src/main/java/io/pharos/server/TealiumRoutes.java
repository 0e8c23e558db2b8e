package io.pharos.server;

import io.pharos.collect.Collected;
import io.pharos.collect.Protocol;
import io.pharos.model.Problem;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The paths of the Tealium Collect HTTP API, as its vendor documents them: a GET is answered with a picture, a POST with
 * nothing, a fault with 400 and the reason in the header X-Error. Paths that hold an account and a profile are there if a
 * source declares these.
 */
final class TealiumRoutes {
    private final Intake intake;
    private final Executor threads;

    TealiumRoutes(Intake intake, Executor threads) {
        this.intake = intake;
        this.threads = threads;
    }

    List<Route> routes() {
        return List.of(
                route(Route.getOrPost("/event"), Protocol.TEALIUM_EVENT),
                route(Route.getOrPost("/v3/collect/event"), Protocol.TEALIUM_EVENT),
                route(Route.getOrPost("/v3/collect/regional/event"), Protocol.TEALIUM_EVENT),
                route(Route.post("/bulk-event"), Protocol.TEALIUM_BULK),
                route(Route.post("/v3/collect/bulk-event"), Protocol.TEALIUM_BULK),
                route(Route.post("/v3/collect/regional/bulk-event"), Protocol.TEALIUM_BULK),
                integration("/integration/event/{account}/{profile}/{datasource}"),
                integration(
                        "/v3/collect/integration/event/accounts/{account}/profiles/{profile}/datasources/{datasource}"),
                Route.getOrPost("/{account}/{profile}/2/i.gif")
                        .summary("Take what Tealium's browser tag knows, from the field data of the query or the form.")
                        .open(Scope.COLLECT)
                        .origins(Route.Origins.COLLECTION)
                        .query("data", "An object with data and event, as JSON.")
                        .answers(200, "image/gif", "", "One transparent pixel. A fault is in the header X-Error.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "No source declares the pair.")
                        .answers(429, "image/gif", "", "The source's rate is exceeded; nothing was taken.")
                        .answers(503, "image/gif", "", "Nothing was taken; send it again after Retry-After seconds.")
                        .by(call -> whereDeclared(call, () -> takePixel(Protocol.TEALIUM_TAG, call))),
                Route.getOrPost("/vdata/i.gif")
                        .summary(
                                "Take what is known of a visitor from the query, as Tealium's visitor data pixel does.")
                        .open(Scope.COLLECT)
                        .origins(Route.Origins.COLLECTION)
                        .answers(200, "image/gif", "", "One transparent pixel. A fault is in the header X-Error.")
                        .answers(429, "image/gif", "", "The source's rate is exceeded; nothing was taken.")
                        .answers(503, "image/gif", "", "Nothing was taken; send it again after Retry-After seconds.")
                        .by(call -> takePixel(Protocol.TEALIUM_VISITOR_DATA, call)));
    }

    private Route route(Route.Builder route, Protocol protocol) {
        return route.summary(
                        protocol == Protocol.TEALIUM_BULK
                                ? "Take up to ten events with what they share, as Tealium Collect does."
                                : "Take one event, from the query or the body, as Tealium Collect does.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "image/gif", "", "A GET: one transparent pixel. A POST: nothing.")
                .answers(400, "text/plain", "", "The reason is in the header X-Error.")
                .answers(429, "text/plain", "", "The source's rate is exceeded; nothing was taken.")
                .answers(503, "text/plain", "", "Nothing was taken; send it again after Retry-After seconds.")
                .by(call -> CollectRoutes.whereItFits(call, threads, () -> take(protocol, call)));
    }

    private Route integration(String path) {
        return Route.post(path)
                .summary("Take any JSON as one event, or an array as several, as Tealium's advanced HTTP API does.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .query("tealium_trace_id", "Kept with the events.")
                .answers(204, "", "", "The events that could be read are durable and applied.")
                .answers(400, "text/plain", "", "The reason is in the header X-Error.")
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "No source declares the pair.")
                .answers(429, "text/plain", "", "The source's rate is exceeded; nothing was taken.")
                .answers(503, "text/plain", "", "Nothing was taken; send it again after Retry-After seconds.")
                .by(call -> whereDeclared(
                        call,
                        () -> CollectRoutes.whereItFits(
                                call, threads, () -> take(Protocol.TEALIUM_INTEGRATION, call))));
    }

    private void takePixel(Protocol protocol, Call call) {
        CollectRoutes.whereItFits(call, threads, () -> Pixel.take(intake, intake.read(protocol, call), call));
    }

    private void whereDeclared(Call call, Runnable work) {
        if (!intake.isDeclared(call.variable("account"), call.variable("profile"))) {
            throw Refusal.of(ProblemType.NOT_FOUND, "No source declares this account and profile.");
        }
        work.run();
    }

    private void take(Protocol protocol, Call call) {
        var collected = intake.read(protocol, call);
        if (!collected.problems().isEmpty()) {
            intake.remember(collected, call);
            refuse(call, collected.status(), collected.problems());
            return;
        }
        call.when(intake.take(collected, call), taken -> answer(protocol, call, taken), failure -> fail(call, failure));
    }

    private static void answer(Protocol protocol, Call call, Intake.Taken taken) {
        if (taken.nothing() && !taken.results().isEmpty()) {
            refuse(call, Collected.BAD_REQUEST, taken.results().getFirst().problems());
        } else if (call.request().method().equals(HttpMethod.POST)) {
            call.empty(protocol == Protocol.TEALIUM_INTEGRATION ? 204 : 200);
        } else {
            Pixel.answer(call);
        }
    }

    private static void refuse(Call call, int status, List<Problem> problems) {
        refuse(call, status, problems.isEmpty() ? "" : problems.getFirst().toString());
    }

    private static void fail(Call call, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.isForNow()) {
            refusal.retryAfterSeconds().ifPresent(seconds -> call.header("Retry-After", Long.toString(seconds)));
            refuse(call, refusal.document().type().status(), refusal.document().detail());
        } else {
            call.fail(failure);
        }
    }

    private static void refuse(Call call, int status, String reason) {
        Pixel.reason(call, reason);
        call.answer(status, "text/plain; charset=utf-8", Buffer.buffer(reason + "\n"));
    }
}
