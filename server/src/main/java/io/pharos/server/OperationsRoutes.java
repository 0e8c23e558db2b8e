package io.pharos.server;

import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Route;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** For those who run the server. */
final class OperationsRoutes {
    private final Host host;
    private final Meters meters;
    private final Consumer<JsonGenerator> stats;
    private final BooleanSupplier stopping;

    OperationsRoutes(Host host, Meters meters, Consumer<JsonGenerator> stats, BooleanSupplier stopping) {
        this.host = host;
        this.meters = meters;
        this.stats = stats;
        this.stopping = stopping;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health/live")
                        .summary("Whether the process answers. Restart it if not.")
                        .open(Scope.OPERATIONS)
                        .answers(200, "application/json", "Health", "It does.")
                        .by(call -> health(call, "live")),
                Route.get("/health/ready")
                        .summary("Whether the server takes events. Send it no traffic if not.")
                        .open(Scope.OPERATIONS)
                        .answers(200, "application/json", "Health", "It does.")
                        .answers(503, ProblemDocument.MEDIA_TYPE, "Problem", "It is stopping, or its disk failed.")
                        .by(this::ready),
                Route.get("/metrics")
                        .summary("Measurements in the text form of Prometheus.")
                        .needs(Scope.OPERATIONS, Role.VIEWER)
                        .slow()
                        .answers(200, "text/plain", "", "All meters.")
                        .by(call -> call.answer(
                                200, "text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(meters.text()))),
                Route.get("/api/stats")
                        .summary("The server in numbers: events, profiles, memberships, deliveries.")
                        .needs(Scope.WORKSPACE_READ, Role.VIEWER)
                        .answers(200, "application/json", "Stats", "Counts are over the whole life of the store.")
                        .by(call -> call.json(stats)));
    }

    private void ready(Call call) {
        var failure = host.stats().failure();
        if (stopping.getAsBoolean()) {
            call.refuse(ProblemType.NOT_READY, "The server is stopping.");
        } else if (failure.isPresent()) {
            call.refuse(ProblemType.NOT_READY, "The server takes no events: " + failure.get());
        } else {
            health(call, "ready");
        }
    }

    private static void health(Call call, String status) {
        call.json(json -> {
            json.writeStartObject();
            json.writeStringProperty("status", status);
            json.writeEndObject();
        });
    }
}
