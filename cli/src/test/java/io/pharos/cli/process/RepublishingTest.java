package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server dies, and comes back with other definitions: what happened before, happened under those before. */
final class RepublishingTest {
    private static final String BIG_FROM_TEN = "at_least: 10 }";
    private static final String BIG_FROM_TWENTY = "at_least: 20 }";

    @TempDir
    private Path folder;

    @Test
    void aNewActionIsNotSetOffByWhatHappenedBeforeTheCrash() throws IOException {
        try (var receiver = Receiver.open()) {
            var workspace = Spending.write(folder, receiver.url());
            change(workspace, "badge_assigned: big", "badge_removed: big");
            try (var server = serve(workspace)) {
                spendTen(server, "ada");
                server.kill();
            }
            change(workspace, "badge_removed: big", "badge_assigned: big");
            change(workspace, BIG_FROM_TEN, "at_least: 9 }");
            try (var server = serve(workspace)) {
                spendTen(server, "bob");
                Until.holds(() -> !receiver.calls().isEmpty(), server::output);
                assertThat(server.stop()).isZero();
            }
            assertThat(receiver.calls()).hasSize(1).first().asString().contains("bob");
        }
    }

    @Test
    void anActionThatWasSetOffBeforeTheCrashIsNotForgotten() throws IOException {
        try (var receiver = Receiver.open()) {
            receiver.answers(_ -> 500);
            var workspace = Spending.write(folder, receiver.url());
            try (var server = serve(workspace)) {
                spendTen(server, "ada");
                Until.holds(() -> !receiver.calls().isEmpty(), server::output);
                server.kill();
            }
            var first = receiver.calls().getFirst();
            receiver.answers(_ -> 200);
            change(workspace, BIG_FROM_TEN, BIG_FROM_TWENTY);
            try (var server = serve(workspace);
                    var http = new Http(server.address())) {
                Until.holds(
                        () -> http.get("/api/deliveries?state=delivered")
                                .toString()
                                .contains(first.id()),
                        server::output);
                assertThat(receiver.calls()).containsOnly(first);
                Until.holds(
                        () -> http.get("/api/workspace/refold").path("complete").asBoolean(), server::output);
                assertThat(http.profile("anonymous", "ada").path("badges"))
                        .as("under the new definitions")
                        .isEmpty();
            }
        }
    }

    private static void spendTen(PharosProcess server, String visitor) throws IOException {
        try (var http = new Http(server.address())) {
            var answer = http.events(Spending.KEY, Spending.event(visitor, visitor, 10));
            assertThat(answer.body()).contains("accepted");
        }
    }

    private static void change(Path workspace, String from, String to) throws IOException {
        var text = Files.readString(workspace);
        assertThat(text).contains(from);
        Files.writeString(workspace, text.replace(from, to));
    }

    private PharosProcess serve(Path workspace) {
        return PharosProcess.serve(folder.resolve("data"), workspace);
    }
}
