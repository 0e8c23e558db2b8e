package io.pharos.server;

import io.pharos.runtime.DeliveryRecord;
import io.pharos.runtime.Host;
import io.pharos.server.access.Role;
import io.pharos.server.access.Scope;
import io.pharos.server.http.Call;
import io.pharos.server.http.ProblemDocument;
import io.pharos.server.http.ProblemType;
import io.pharos.server.http.Refusal;
import io.pharos.server.http.Route;
import java.util.Arrays;
import java.util.List;

/** What actions owe the world, and what became of it. */
final class DeliveryRoutes {
    private final Host host;

    DeliveryRoutes(Host host) {
        this.host = host;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/deliveries")
                        .summary("List deliveries, latest first.")
                        .needs(Scope.DELIVERIES_READ, Role.VIEWER)
                        .slow()
                        .query("state", "Only held, pending, delivered, dead or cancelled ones.")
                        .query("action", "Only those of this action.")
                        .query("limit", "At most that many (50 unless told, at most 500).")
                        .answers(200, "application/json", "Deliveries", "With what became of each.")
                        .by(this::list),
                Route.get("/api/dead-letters")
                        .summary("List deliveries that were given up, latest first.")
                        .needs(Scope.DELIVERIES_READ, Role.VIEWER)
                        .slow()
                        .query("limit", "At most that many (50 unless told, at most 500).")
                        .answers(200, "application/json", "Deliveries", "With the reason of the last attempt.")
                        .by(call -> {
                            var dead = host.deadLetters(call.limit(50, 500));
                            call.json(json -> DeliveryJson.write(dead, json));
                        }),
                Route.post("/api/dead-letters/{id}/redeliver")
                        .summary("Send a delivery that was given up once more.")
                        .needs(Scope.DELIVERIES_WRITE, Role.EDITOR)
                        .answers(202, "", "", "It is on its way again.")
                        .answers(404, ProblemDocument.MEDIA_TYPE, "Problem", "No such delivery was given up.")
                        .by(this::redeliver));
    }

    private void list(Call call) {
        var filter = new DeliveryRecord.Filter(call.query("state").map(DeliveryRoutes::state), call.query("action"));
        var deliveries = host.deliveries(filter, call.limit(50, 500));
        call.json(json -> DeliveryJson.write(deliveries, json));
    }

    private static DeliveryRecord.State state(String word) {
        return Arrays.stream(DeliveryRecord.State.values())
                .filter(state -> DeliveryJson.word(state).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        ProblemType.BAD_REQUEST,
                        "The query parameter state is \"" + word
                                + "\"; expected held, pending, delivered, dead or cancelled."));
    }

    private void redeliver(Call call) {
        var id = call.variable("id");
        call.when(host.redeliver(id), sent -> {
            if (sent) {
                call.empty(202);
            } else {
                call.refuse(ProblemType.NOT_FOUND, "No delivery with the id " + id + " was given up.");
            }
        });
    }
}
