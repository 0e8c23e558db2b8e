package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and verify, as an operator calls them. */
final class BackupTest {
    @TempDir
    private Path folder;

    @Test
    void aBackupOfARunningServerBecomesAServerThatGoesOnFromThere() throws IOException {
        try (var receiver = Receiver.open()) {
            var workspace = Spending.write(folder, receiver.url());
            try (var server = serve("data", workspace)) {
                Spending.spend(server, "ada", 0, 15);
                Until.holds(() -> receiver.calls().size() == 1, server::output);
                nothingIsLeftToDo(server);
                assertThat(pharos(0, "backup", "--server", server.address(), backup()))
                        .containsPattern("backup\\.zip: \\d+ bytes");
                Spending.spend(server, "bob", 0, 10);
                Until.holds(() -> receiver.calls().size() == 2, server::output);
                assertThat(pharos(1, "verify", "--data", folder.resolve("data")))
                        .containsPattern("is open in process \\d+; stop that one first");
            }
            assertThat(Cli.run("restore", backup(), "--data", folder.resolve("restored"))
                            .said())
                    .contains("restored is what the server had kept by ");
            verified("restored", 1, 15, 1);
            verified("data", 2, 25, 2);
            try (var server = serve("restored", workspace);
                    var http = new Http(server.address())) {
                assertThat(Spending.count(http, "ada")).isEqualTo(15);
                assertThat(Spending.count(http, "bob")).isZero();
                Spending.spend(server, "bob", 0, 10);
                Until.holds(() -> receiver.calls().size() == 3, server::output);
                assertThat(server.stop()).isZero();
            }
            var ids = receiver.calls().stream().map(Receiver.Call::id).toList();
            assertThat(new HashSet<>(ids))
                    .as("another store makes other ids at the same place of its log")
                    .hasSize(3);
            verified("restored", 2, 25, 2);
        }
    }

    @Test
    void whatCannotBeFetchedLeavesNoFile() throws IOException {
        try (var server = serve("data", Spending.write(folder))) {
            var strange = Map.of("PHAROS_API_KEY", "the-key-of-somebody-else");
            try (var command = PharosProcess.start(
                    strange, "backup", "--server", server.address().toString(), backup().toString())) {
                assertThat(command.exitCode()).isEqualTo(1);
                assertThat(command.output()).contains("401").doesNotContain("Exception");
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("backup"));
        }
    }

    /** Otherwise the restored server would do it once more. */
    private static void nothingIsLeftToDo(PharosProcess server) {
        try (var http = new Http(server.address())) {
            Until.holds(
                    () -> http.get("/api/deliveries?state=pending")
                            .path("deliveries")
                            .isEmpty(),
                    server::output);
        }
    }

    private void verified(String data, int profiles, int events, int deliveries) {
        var outcome = Cli.run("verify", "--data", folder.resolve(data));
        assertThat(outcome.said())
                .contains("%d profiles, %d events, %d identifiers, %d deliveries: no differences"
                        .formatted(profiles, events, profiles, deliveries));
        assertThat(outcome.code()).isZero();
    }

    private static String pharos(int code, Object... arguments) {
        var words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        try (var command = PharosProcess.start(Map.of(), words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }

    private PharosProcess serve(String data, Path workspace) {
        return PharosProcess.serve(folder.resolve(data), workspace);
    }

    private Path backup() {
        return folder.resolve("backup.zip");
    }
}
