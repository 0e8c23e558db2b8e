package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is told to stop while clients are at it. */
final class StoppingTest {
    private static final int CLIENTS = 4;

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void workspace() throws IOException {
        workspace = Spending.write(folder);
    }

    @Test
    void whatItAnsweredBeforeItStoppedIsThere() throws Exception {
        var acknowledged = new ConcurrentHashMap<String, Integer>();
        try (var server = serve();
                var crew = new Crew()) {
            for (var client = 0; client < CLIENTS; client++) {
                var visitor = "v" + client;
                crew.work(() -> spendUntilRefused(server, visitor, acknowledged));
            }
            Until.holds(
                    () -> acknowledged.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()
                            > 200,
                    server::output);
            assertThat(server.stop()).as(server.output()).isZero();
            crew.await();
            assertThat(server.output()).doesNotContain("WARN", "ERROR");
        }
        try (var server = serve();
                var http = new Http(server.address())) {
            acknowledged.forEach((visitor, count) -> assertThat(Spending.count(http, visitor))
                    .as("%s: at least what was acknowledged, at most one more whose answer was cut off", visitor)
                    .isBetween(count, count + 1));
        }
    }

    @Test
    void aServerWithNothingToDoStopsAtOnceThoughConnectionsAreOpen() throws IOException {
        try (var server = serve();
                var http = new Http(server.address())) {
            http.events(Spending.KEY, Spending.event("ada", "a", 1));
            var before = System.nanoTime();
            assertThat(server.stop()).as(server.output()).isZero();
            assertThat((System.nanoTime() - before) / 1_000_000)
                    .as("milliseconds until it had stopped")
                    .isLessThan(8_000);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var first = serve();
                var second = PharosProcess.start(
                        Map.of(),
                        "serve",
                        "--port",
                        "" + first.address().getPort(),
                        "--data",
                        "" + folder.resolve("other"))) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .contains("Cannot listen at 127.0.0.1:" + first.address().getPort(), "--port")
                    .doesNotContain("Exception", "\tat ");
            assertThat(first.isAlive()).isTrue();
        }
    }

    @Test
    void aDataFolderIsOpenInOneServerOnly() throws IOException {
        try (var first = serve();
                var second = besides(first)) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .containsPattern("data folder \\S+ is open in process \\d+; stop that one first")
                    .doesNotContain("Exception", "\tat ");
            Spending.spend(first, "ada", 0, 3);
        }
    }

    @Test
    void whatItStoppedWithIsWrittenBackSoThatNothingNeedsToBeAppliedAgain() throws IOException {
        try (var server = serve()) {
            Spending.spend(server, "ada", 0, 10);
            assertThat(server.stop()).isZero();
        }
        try (var log = Files.newDirectoryStream(data().resolve("log"), "*.log")) {
            Files.delete(log.iterator().next());
        }
        try (var server = serve()) {
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .containsPattern("the log ends at entry 0, but the profiles go up to \\d\\d")
                    .contains("files of the log are missing")
                    .doesNotContain("Exception", "\tat ");
        }
    }

    private static void spendUntilRefused(PharosProcess server, String visitor, Map<String, Integer> acknowledged) {
        try (var http = new Http(server.address())) {
            for (var number = 0; ; number++) {
                var answer = http.events(Spending.KEY, Spending.event(visitor, "e" + number, 1));
                if (answer.statusCode() != 200) {
                    return;
                }
                acknowledged.merge(visitor, 1, Integer::sum);
            }
        } catch (IOException _) {
            // It has stopped.
        }
    }

    /** Another one on the same folder, once the first is ready. */
    private PharosProcess besides(PharosProcess first) {
        assertThat(first.address()).isNotNull();
        return serve();
    }

    private PharosProcess serve() {
        return PharosProcess.serve(data(), workspace);
    }

    private Path data() {
        return folder.resolve("data");
    }
}
