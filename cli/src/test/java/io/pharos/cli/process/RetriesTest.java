package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server dies while a receiver is not well: what it owes the receiver is not forgotten. */
final class RetriesTest {
    private static final Map<String, String> TRIED_THREE_TIMES = Map.of("PHAROS_RETRIES", "300ms, 600ms");

    @TempDir
    private Path folder;

    @Test
    void triesGoOnAfterACrashUnderTheSameIdAndEndInADeadLetterThatCanBeSentAgain() throws IOException {
        try (var receiver = Receiver.open()) {
            receiver.answers(_ -> 500);
            var workspace = Spending.write(folder, receiver.url());
            try (var server = serve(workspace)) {
                try (var http = new Http(server.address())) {
                    http.events(Spending.KEY, Spending.event("ada", "a", 10));
                    http.events(Spending.KEY, Spending.event("bob", "b", 10));
                }
                Until.holds(() -> visitors(receiver).containsAll(List.of("ada", "bob")), server::output);
                server.kill();
            }
            var before = ids(receiver);
            receiver.answers(call -> call.body().contains("bob") ? 200 : 500);
            try (var server = serve(workspace);
                    var http = new Http(server.address())) {
                Until.holds(
                        () -> states(http).equals(Map.of("ada", "dead", "bob", "delivered")),
                        () -> states(http) + server.output());
                assertThat(ids(receiver)).as("ids before and after the crash").isEqualTo(before);

                var dead = http.get("/api/dead-letters").path("deliveries");
                assertThat(dead).hasSize(1);
                assertThat(dead.get(0).path("outcome").path("attempts").asInt())
                        .as("attempts of %s", dead)
                        .isEqualTo(3);
                assertThat(dead.get(0).toString()).contains("answered 500");

                receiver.answers(_ -> 200);
                var id = dead.get(0).path("id").asString();
                assertThat(http.post("/api/dead-letters/" + id + "/redeliver").statusCode())
                        .isEqualTo(202);
                Until.holds(() -> states(http).equals(Map.of("ada", "delivered", "bob", "delivered")), server::output);
                assertThat(ids(receiver)).as("ids after it was sent again").isEqualTo(before);
            }
        }
    }

    private PharosProcess serve(Path workspace) {
        return PharosProcess.serve(folder.resolve("data"), workspace, TRIED_THREE_TIMES);
    }

    /** What became of the delivery about each visitor. */
    private static Map<String, String> states(Http http) {
        return http.get("/api/deliveries")
                .path("deliveries")
                .valueStream()
                .collect(Collectors.toMap(
                        RetriesTest::visitor, row -> row.path("state").asString()));
    }

    private static String visitor(JsonNode delivery) {
        return delivery.toString().contains("ada") ? "ada" : "bob";
    }

    private static List<String> visitors(Receiver receiver) {
        return receiver.calls().stream()
                .map(call -> Http.JSON.readTree(call.body()).path("who").asString())
                .toList();
    }

    private static List<String> ids(Receiver receiver) {
        return receiver.calls().stream()
                .map(Receiver.Call::id)
                .distinct()
                .sorted()
                .toList();
    }
}
