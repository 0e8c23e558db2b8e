package io.pharos.server;

import io.pharos.collect.Collected;
import io.pharos.collect.Protocol;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.Json;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import tools.jackson.core.JsonGenerator;

/**
 * Events in Pharos's own form, with one answer for each, and a view of the profile in the same round trip if wanted; or with a
 * picture as the answer.
 */
final class CollectRoutes {
    /** Larger bodies are read on a thread of their own, so that others need not wait for them. */
    private static final int LONG_TO_READ = 128 * 1024;

    private final Intake intake;
    private final Views views;
    private final Executor threads;

    CollectRoutes(Intake intake, Views views, Executor threads) {
        this.intake = intake;
        this.views = views;
        this.threads = threads;
    }

    List<Route> routes() {
        return List.of(events(), pixel());
    }

    private Route pixel() {
        return Route.getOrPost("/t/{source}.gif")
                .summary("Take one event, from the query, a form or an object, and answer with a picture.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .query("event", "What happened.")
                .query("visitor", "The anonymous id. Whatever else the query has are properties of the event.")
                .answers(200, "image/gif", "", "One transparent pixel. A fault is in the header X-Error.")
                .answers(429, "image/gif", "", "The source's rate is exceeded; nothing was taken.")
                .answers(503, "image/gif", "", "Nothing was taken; send it again after Retry-After seconds.")
                .by(call ->
                        whereItFits(call, threads, () -> Pixel.take(intake, intake.read(Protocol.PIXEL, call), call)));
    }

    private Route events() {
        return Route.post("/api/events")
                .summary("Take one event, or an array of them. The source is known by its key.")
                .open(Scope.COLLECT)
                .origins(Route.Origins.COLLECTION)
                .takes("Events")
                .query("view", "Add this view of the profile after the events, which then must be of one visitor.")
                .query("key", "The source's key, where no header can carry it.")
                .answers(200, "application/json", "Results", "What became of each event, in the order sent.")
                .answers(202, "application/json", "Results", "The same; some are durable but not in the profile yet.")
                .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is no JSON.")
                .answers(401, ProblemDocument.MEDIA_TYPE, "Problem", "No source has this key.")
                .answers(
                        429, ProblemDocument.MEDIA_TYPE, "Problem", "The source's rate is exceeded; nothing was taken.")
                .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "Nothing was taken; send it again later.")
                .by(call -> whereItFits(call, threads, () -> take(call)));
    }

    /** Runs {@code work} at once if it is short, else on a thread of its own. */
    static void whereItFits(Call call, Executor threads, Runnable work) {
        if (call.body().length() < LONG_TO_READ) {
            work.run();
        } else {
            threads.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException failure) {
                    call.fail(failure);
                }
            });
        }
    }

    private void take(Call call) {
        var view = call.query("view").map(name -> views.forRequest(name, call));
        var collected = intake.read(Protocol.NATIVE, call);
        if (!collected.problems().isEmpty()) {
            intake.remember(collected, call);
            throw refusal(collected);
        }
        var visitor = view.isEmpty() ? Optional.<io.pharos.model.Identifier>empty() : intake.oneVisitor(collected);
        var answered = intake.take(collected, call)
                .thenCompose(taken -> view.isEmpty()
                        ? CompletableFuture.completedFuture(new Answer(taken, Optional.empty()))
                        : views.read(view.get(), visitor).thenApply(shown -> new Answer(taken, Optional.of(shown))));
        call.when(answered, answer -> call.answer(answer.status(), "application/json", Json.of(answer::write)));
    }

    /** Why nothing of a request was taken, as a problem document. */
    static Refusal refusal(Collected collected) {
        var type = switch (collected.status()) {
            case Collected.UNAUTHORISED -> ProblemType.UNKNOWN_KEY;
            case Collected.FORBIDDEN -> ProblemType.FOREIGN_ORIGIN;
            case Collected.TOO_LARGE -> ProblemType.TOO_LARGE;
            default -> ProblemType.NOT_JSON;
        };
        var detail = collected.problems().getFirst().toString();
        return Refusal.of(new ProblemDocument(type, detail, collected.problems()));
    }

    private record Answer(Intake.Taken taken, Optional<Views.Shown> shown) {

        /** Of HTTP. */
        int status() {
            return taken.results().stream().anyMatch(result -> result.status() == Intake.Status.WAITING) ? 202 : 200;
        }

        void write(JsonGenerator json) {
            json.writeStartObject();
            json.writeName("results");
            json.writeStartArray();
            taken.results().forEach(result -> write(result, json));
            json.writeEndArray();
            json.writeName("views");
            json.writeStartObject();
            shown.ifPresent(view -> {
                json.writeName(view.name());
                view.write(json);
            });
            json.writeEndObject();
            json.writeEndObject();
        }

        private static void write(Intake.Result result, JsonGenerator json) {
            json.writeStartObject();
            json.writeStringProperty("id", result.id());
            json.writeStringProperty("status", result.status().name().toLowerCase(Locale.ROOT));
            json.writeName("problems");
            ProblemDocument.write(result.problems(), json);
            json.writeEndObject();
        }
    }
}
