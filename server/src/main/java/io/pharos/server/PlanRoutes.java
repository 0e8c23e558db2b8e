package io.pharos.server;

import io.pharos.runtime.PlanSettings;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.Json;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a draft of the definitions would change. */
final class PlanRoutes {
    /** Of a plan that is short, the answer is its end. */
    private static final long WAIT_SECONDS = 2;

    private final Plans plans;
    private final PlanSettings settings;

    /** @param settings where a request says nothing else */
    PlanRoutes(Plans plans, PlanSettings settings) {
        this.plans = plans;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/api/workspace/plan")
                        .summary(
                                "Simulate a draft over what is stored and compare it with what is published. Nothing is"
                                        + " changed and nothing is sent.")
                        .needs(Scope.WORKSPACE_READ, Role.EDITOR)
                        .takes("PlanRequest")
                        .slow()
                        .answers(200, "application/json", "Plan", "It took less than two seconds: with the report.")
                        .answers(202, "application/json", "Plan", "It goes on: ask for it by its id.")
                        .answers(400, ProblemDocument.MEDIA_TYPE, "Problem", "The body is not what is expected.")
                        .answers(422, ProblemDocument.MEDIA_TYPE, "Problem", "The draft has problems, all are listed.")
                        .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "As many plans are running as may.")
                        .by(this::start),
                Route.get("/api/workspace/plan/{id}")
                        .summary("Say how far a plan is, or what it has found. It is kept for an hour after its end.")
                        .needs(Scope.WORKSPACE_READ, Role.EDITOR)
                        .slow()
                        .answers(200, "application/json", "Plan", "With the report, once it is done.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no such plan.")
                        .by(this::read),
                Route.delete("/api/workspace/plan/{id}")
                        .summary("Cancel a plan, or forget one that is done.")
                        .needs(Scope.WORKSPACE_READ, Role.EDITOR)
                        .answers(204, "", "", "It is gone.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "There is no such plan.")
                        .by(this::remove));
    }

    private void start(Call call) {
        var job = plans.start(PlanRequest.of(call, settings));
        waitFor(job);
        call.answer(job.isOver() ? 200 : 202, "application/json", Json.of(json -> PlanJson.write(job, json)));
    }

    private static void waitFor(Plans.Job job) {
        try {
            job.plan().report().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException _) {
            // the answer says so
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Refusal.of(ProblemType.NOT_READY, "The server is stopping.");
        }
    }

    private void read(Call call) {
        var job = plans.get(call.variable("id")).orElseThrow(() -> unknown(call));
        call.json(json -> PlanJson.write(job, json));
    }

    private void remove(Call call) {
        if (!plans.remove(call.variable("id"))) {
            throw unknown(call);
        }
        call.empty(204);
    }

    private static Refusal unknown(Call call) {
        return Refusal.of(
                ProblemType.NOT_FOUND,
                "There is no plan " + call.variable("id") + ": it was cancelled, or ended more than an hour ago.");
    }
}
