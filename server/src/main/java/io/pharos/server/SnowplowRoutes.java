package io.pharos.server;

import io.pharos.collect.Protocol;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.Route;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The paths that Snowplow's trackers send to. A POST is answered 200 once its good events are kept: trackers drop all of it at
 * some other answers, and send all of it again at others.
 */
final class SnowplowRoutes {
    private static final String STANDARD = "/com.snowplowanalytics.snowplow/tp2";

    private final Intake intake;
    private final Executor threads;
    private final Optional<String> ownPath;

    /** @param ownPath another path for POST, where blockers know the standard one */
    SnowplowRoutes(Intake intake, Executor threads, Optional<String> ownPath) {
        this.intake = intake;
        this.threads = threads;
        this.ownPath = ownPath;
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(post(STANDARD, "Take the events that a Snowplow tracker sends in one payload."));
        ownPath.ifPresent(path -> routes.add(post(path, "The same at the path that PHAROS_SNOWPLOW_PATH says.")));
        routes.add(Route.get("/i")
                .summary("Take one event of a Snowplow tracker from the query.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "image/gif", "", "One transparent pixel. A fault is in the header X-Error.")
                .answers(429, "image/gif", "", "The source's rate is exceeded; nothing was taken.")
                .answers(503, "image/gif", "", "Nothing was taken; send it again after Retry-After seconds.")
                .by(call -> Pixel.take(intake, intake.read(Protocol.SNOWPLOW, call), call)));
        return routes;
    }

    private Route post(String path, String summary) {
        return Route.post(path)
                .summary(summary)
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .answers(200, "text/plain", "", "The events that could be read are durable and applied.")
                .answers(
                        400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is no payload, or no event in it is one.")
                .answers(401, ProblemDocument.MEDIA_TYPE, "Problem", "No source takes events of these applications.")
                .answers(
                        429, ProblemDocument.MEDIA_TYPE, "Problem", "The source's rate is exceeded; nothing was taken.")
                .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "Nothing was taken; send it again later.")
                .by(call -> CollectRoutes.whereItFits(call, threads, () -> take(call)));
    }

    private void take(Call call) {
        var collected = intake.read(Protocol.SNOWPLOW, call);
        if (!collected.problems().isEmpty()) {
            intake.remember(collected, call);
            throw CollectRoutes.refusal(collected);
        }
        call.when(intake.take(collected, call), _ -> call.answer(200, "text/plain", Buffer.buffer("ok")));
    }
}
