package io.pharos.server;

import io.pharos.collect.Protocol;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * The paths that Segment's and RudderStack's clients send to. They are answered 200 once the good events of a request are
 * kept: these clients drop a whole batch at any other answer below 500, and ask nothing about single events.
 */
final class SegmentRoutes {
    private static final Map<String, Protocol> CALLS = Map.ofEntries(
            Map.entry("track", Protocol.SEGMENT_TRACK),
            Map.entry("identify", Protocol.SEGMENT_IDENTIFY),
            Map.entry("page", Protocol.SEGMENT_PAGE),
            Map.entry("screen", Protocol.SEGMENT_SCREEN),
            Map.entry("group", Protocol.SEGMENT_GROUP),
            Map.entry("alias", Protocol.SEGMENT_ALIAS),
            Map.entry("batch", Protocol.SEGMENT_BATCH),
            Map.entry("import", Protocol.SEGMENT_BATCH),
            Map.entry("t", Protocol.SEGMENT_TRACK),
            Map.entry("i", Protocol.SEGMENT_IDENTIFY),
            Map.entry("p", Protocol.SEGMENT_PAGE),
            Map.entry("s", Protocol.SEGMENT_SCREEN),
            Map.entry("g", Protocol.SEGMENT_GROUP),
            Map.entry("a", Protocol.SEGMENT_ALIAS),
            Map.entry("b", Protocol.SEGMENT_BATCH));

    private final Intake intake;
    private final Executor threads;

    SegmentRoutes(Intake intake, Executor threads) {
        this.intake = intake;
        this.threads = threads;
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        new TreeMap<>(CALLS).forEach((word, protocol) -> {
            routes.add(route("/v1/" + word, protocol, "Take what a Segment client sends as " + word + "."));
            routes.add(route("/{prefix}/v1/" + word, protocol, "The same below a prefix, as RudderStack can be told."));
        });
        routes.add(Route.post("/v1/m")
                .summary("Take the clients' own measurements, and drop them.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "application/json", "", "Always.")
                .by(SegmentRoutes::succeed));
        routes.add(Route.get("/v1/projects/{key}/settings")
                .summary("Tell Segment's browser client to send its events here.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "application/json", "", "The one integration there is: this server.")
                .by(SegmentRoutes::settings));
        return routes;
    }

    private Route route(String path, Protocol protocol, String summary) {
        return Route.post(path)
                .summary(summary)
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "application/json", "", "The events that could be read are durable and applied.")
                .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is no JSON.")
                .answers(401, ProblemDocument.MEDIA_TYPE, "Problem", "No source has this key.")
                .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "Nothing was taken; send it again later.")
                .by(call -> CollectRoutes.whereItFits(call, threads, () -> take(protocol, call)));
    }

    private void take(Protocol protocol, Call call) {
        var collected = intake.read(protocol, call);
        if (!collected.problems().isEmpty()) {
            intake.remember(collected, call);
            throw CollectRoutes.refusal(collected);
        }
        call.when(intake.take(collected, call), _ -> succeed(call));
    }

    private static void succeed(Call call) {
        call.json(json -> {
            json.writeStartObject();
            json.writeBooleanProperty("success", true);
            json.writeEndObject();
        });
    }

    private static void settings(Call call) {
        var key = call.variable("key");
        var authority = call.request().authority();
        var here = authority == null ? "" : authority.toString();
        call.json(json -> {
            json.writeStartObject();
            json.writeName("integrations");
            json.writeStartObject();
            json.writeName("Segment.io");
            json.writeStartObject();
            json.writeStringProperty("apiKey", key);
            json.writeStringProperty("apiHost", here + "/v1");
            json.writeStringProperty("protocol", SessionRoutes.overTls(call) ? "https" : "http");
            json.writeEndObject();
            json.writeEndObject();
            json.writeName("plan");
            json.writeStartObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
