package io.pharos.server;

import io.pharos.collect.Base64Text;
import io.pharos.collect.Protocol;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * The paths that Segment's, RudderStack's and Jitsu's clients send to. They are answered 200 once the good events of a request are
 * kept: these clients drop a whole batch at any other answer below 500, and ask nothing about single events.
 */
final class SegmentRoutes {
    private final Intake intake;
    private final Executor threads;

    SegmentRoutes(Intake intake, Executor threads) {
        this.intake = intake;
        this.threads = threads;
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        new TreeMap<>(Protocol.SEGMENT_CALLS).forEach((word, protocol) -> {
            routes.add(route("/v1/" + word, protocol, "Take what a Segment client sends as " + word + "."));
            routes.add(route("/{prefix}/v1/" + word, protocol, "The same below a prefix, as RudderStack can be told."));
        });
        routes.add(route(
                "/beacon/v1/batch",
                Protocol.SEGMENT_BATCH,
                "Take what RudderStack's browser client sends as its page goes away; the key is in the query."));
        List.of("/api/s/{type}", "/api/s/s2s/{type}").forEach(path -> routes.add(jitsu(path)));
        routes.add(Route.get("/v1/pixel/{type}")
                .summary("Take one call as base64 of its JSON, where nothing but a picture can be asked for.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .requiredQuery("data", "The call, in base64; its writeKey is in it.")
                .answers(200, "image/gif", "", "One transparent pixel. A fault is in the header X-Error.")
                .answers(429, "image/gif", "", "The source's rate is exceeded; nothing was taken.")
                .answers(503, "image/gif", "", "Nothing was taken; send it again after Retry-After seconds.")
                .by(this::takePixel));
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
        routes.add(Route.get("/sourceConfig")
                .summary("Tell RudderStack's browser client that its source is enabled, and has no other destinations.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .query("writeKey", "The source's key.")
                .answers(200, "application/json", "", "A source, whatever the key.")
                .by(SegmentRoutes::sourceConfig));
        return routes;
    }

    private Route route(String path, Protocol protocol, String summary) {
        return described(Route.post(path).summary(summary))
                .by(call -> CollectRoutes.whereItFits(call, threads, () -> take(protocol, call)));
    }

    private Route jitsu(String path) {
        return described(Route.post(path).summary("Take one call of a Jitsu client; its key is before the colon."))
                .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no call of that type.")
                .by(call -> CollectRoutes.whereItFits(call, threads, () -> take(protocol(call), call)));
    }

    private static Route.Builder described(Route.Builder route) {
        return route.open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "application/json", "", "The events that could be read are durable and applied.")
                .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is no JSON.")
                .answers(401, ProblemDocument.MEDIA_TYPE, "Problem", "No source has this key.")
                .answers(
                        429, ProblemDocument.MEDIA_TYPE, "Problem", "The source's rate is exceeded; nothing was taken.")
                .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "Nothing was taken; send it again later.");
    }

    /** Of the call that the path names. */
    private static Protocol protocol(Call call) {
        var type = call.variable("type");
        var protocol = Protocol.SEGMENT_CALLS.get(type);
        if (protocol == null) {
            throw Refusal.of(ProblemType.NOT_FOUND, "There is no call \"" + type + "\".");
        }
        return protocol;
    }

    private void take(Protocol protocol, Call call) {
        var collected = intake.read(protocol, call);
        if (!collected.problems().isEmpty()) {
            intake.remember(collected, call);
            throw CollectRoutes.refusal(collected);
        }
        call.when(intake.take(collected, call), _ -> succeed(call));
    }

    /** What is no base64 is taken as it was sent, and refused as no JSON. */
    private void takePixel(Call call) {
        var data = call.query("data").orElse("");
        var body = Base64Text.decode(data).orElseGet(() -> data.getBytes(StandardCharsets.UTF_8));
        Pixel.take(intake, intake.read(protocol(call), call, body), call);
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

    /** As little as the client accepts. It asks for a list of destinations that it should load code for. */
    private static void sourceConfig(Call call) {
        var key = call.query("writeKey").orElse("");
        call.json(json -> {
            json.writeStartObject();
            json.writeName("source");
            json.writeStartObject();
            json.writeStringProperty("id", "pharos");
            json.writeStringProperty("name", "Pharos");
            json.writeStringProperty("workspaceId", "pharos");
            json.writeStringProperty("writeKey", key);
            json.writeBooleanProperty("enabled", true);
            json.writeName("config");
            json.writeStartObject();
            json.writeEndObject();
            json.writeName("destinations");
            json.writeStartArray();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
