package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pharos apply} against a running server, as a user calls it. */
final class ApplyTest {
    private static final int VISITORS = 3_000;
    private static final int BATCH = 500;
    private static final String UNTIL = "2100-01-01T00:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void aPassThatIsKilledInTheMiddleGoesOnAtTheNextStart() throws IOException {
        var workspace = Spending.write(folder);
        var events = new ArrayList<String>();
        try (var server = serve(workspace, "1")) {
            spendTen(server, events);
            change(workspace, "at_least: 10 }", "at_least: 20 }");
            assertThat(pharos(0, "apply", workspace, "--server", server.address(), "--note", "fewer", "--no-wait"))
                    .contains(
                            "Version 2 is in force, in the place of version 1.",
                            "of " + VISITORS + " profiles are under it; the others follow.");
            try (var http = new Http(server.address())) {
                Until.holds(() -> done(http) > 100, server::output);
                assertThat(done(http)).as("it takes a hundredth of the time").isLessThan(VISITORS);
            }
            server.kill();
        }
        try (var server = serve(workspace, "100");
                var http = new Http(server.address())) {
            Until.holds(() -> done(http) == VISITORS, server::output);
            assertThat(http.get("/api/workspace").path("version").asLong()).isEqualTo(2);
            assertThat(http.get("/api/workspace").path("note").asString()).isEqualTo("fewer");
            assertThat(http.get("/api/stats").at("/badges/big/count").asLong()).isZero();
            assertThat(server.stop()).isZero();
        }
        theExportIsWhatAReplayMakes(workspace, events);
    }

    @Test
    void itFollowsProfilesUntilAllAreUnderTheVersionAndFiresIfItIsAsked() throws IOException {
        try (var receiver = Receiver.open()) {
            var workspace = Spending.write(folder, receiver.url());
            change(workspace, "at_least: 10 }", "at_least: 20 }");
            try (var server = serve(workspace, "50")) {
                spendTen(server, new ArrayList<>());
                change(workspace, "at_least: 20 }", "at_least: 10 }");
                assertThat(pharos(0, "apply", workspace, "--server", server.address(), "--fire"))
                        .contains("All " + VISITORS + " profiles are under it.");
                Until.holds(() -> receiver.calls().size() >= VISITORS, server::output);
                assertThat(receiver.calls().stream().map(Receiver.Call::id).distinct())
                        .hasSize(VISITORS);
                assertThat(pharos(0, "apply", workspace, "--server", server.address()))
                        .contains("Version 2 has these very files already; nothing was published.");
            }
        }
    }

    @Test
    void otherIdentifiersMakeOtherPersonsOfAllThatWasSent() throws IOException {
        var workspace = Spending.write(folder);
        var events = new ArrayList<String>();
        try (var server = serve(workspace, "50");
                var http = new Http(server.address())) {
            spendTen(server, events);
            change(
                    workspace,
                    "sources:",
                    "identifiers: { amount: { from: amount, guard: { shortest: 2 } } }\nsources:");
            change(workspace, "workspace: spending", "workspace: spending\nlimits: { identifiers: 10000 }");
            change(workspace, "at_least: 10 }", "at_least: 99999 }");
            assertThat(pharos(0, "plan", workspace, "--server", server.address()))
                    .contains("3,000 would be one with others", "amount:10, of 3,000 persons with 3,000 events");
            assertThat(pharos(0, "apply", workspace, "--server", server.address()))
                    .contains("Version 2 is in force, in the place of version 1.", "All 1 profiles are under it.");
            assertThat(http.get("/api/profiles/amount/10")
                            .at("/attributes/total")
                            .asLong())
                    .isEqualTo(10 * VISITORS);
            assertThat(server.stop()).isZero();
        }
        theExportIsWhatAReplayMakes(workspace, events);
    }

    @Test
    void aVersionThatIsLongInComingIsFollowedUntilItIsThere() throws IOException {
        var workspace = Spending.write(folder);
        try (var slow = SlowServer.open()) {
            assertThat(pharos(0, "apply", workspace, "--server", slow.url()))
                    .contains("Version 2 is in force, in the place of version 1.", "All 7 profiles are under it.");
        }
        try (var slow = SlowServer.open()) {
            slow.somebodyElseIsFaster();
            assertThat(pharos(1, "apply", workspace, "--server", slow.url()))
                    .contains("version 2 is another one, by ben; nothing was published");
        }
    }

    @Test
    void problemsAreToldAsValidateTellsThem() throws IOException {
        var workspace = Spending.write(folder);
        try (var server = serve(workspace, "50")) {
            var address = server.address();
            change(workspace, "type: number", "type: nmber");
            var told = pharos(1, "apply", workspace, "--server", address);

            assertThat(told).contains("spending.yaml:5:").isEqualTo(pharos(1, "validate", workspace));
        }
    }

    @Test
    void whatWasMadeFromAnotherVersionIsRefusedAndAStartSaysHowToCompare() throws IOException {
        var workspace = Spending.write(folder);
        var other = Files.createDirectory(folder.resolve("other"));
        Files.copy(workspace, other.resolve("spending.yaml"));
        change(other.resolve("spending.yaml"), "at_least: 10 }", "at_least: 20 }");
        try (var server = serve(workspace, "50")) {
            pharos(0, "apply", other, "--server", server.address());
            assertThat(pharos(1, "apply", workspace, "--server", server.address(), "--base", "1"))
                    .contains("version 1", "version 2 is published");
            server.stop();
        }
        try (var server = serve(workspace, "50")) {
            server.address();
            assertThat(server.output())
                    .contains(
                            "are not in force",
                            "pharos plan " + workspace + " --server " + server.address(),
                            "pharos apply " + workspace);
        }
    }

    /** Everybody spends ten. */
    private static void spendTen(PharosProcess server, List<String> events) throws IOException {
        try (var http = new Http(server.address())) {
            for (var from = 0; from < VISITORS; from += BATCH) {
                var batch = IntStream.range(from, from + BATCH)
                        .mapToObj(number -> Spending.event("v" + number, "e" + number, 10))
                        .toList();
                var answer = http.events(Spending.KEY, batch.stream().collect(Collectors.joining(",", "[", "]")));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                events.addAll(batch);
            }
        }
    }

    private void theExportIsWhatAReplayMakes(Path workspace, List<String> events) throws IOException {
        var sent = folder.resolve("events.jsonl");
        Files.write(sent, events.stream().map(ApplyTest::ofLongAgo).toList());
        var exported = folder.resolve("exported.jsonl");
        var replayed = folder.resolve("replayed.jsonl");
        pharos(0, "export", "profiles", "--data", folder.resolve("data"), "--until", UNTIL, "--export", exported);
        assertThat(Cli.run("replay", "--workspace", workspace, "--until", UNTIL, "--export", replayed, sent)
                        .code())
                .isZero();
        assertThat(exported).hasSameTextualContentAs(replayed);
    }

    /** Nothing in this workspace shows when an event was. */
    private static String ofLongAgo(String event) {
        return event.replace("{\"id\"", "{\"source\":\"till\",\"time\":\"2026-01-01T00:00:00Z\",\"id\"");
    }

    private static long done(Http http) {
        return http.get("/api/workspace/refold").path("done").asLong();
    }

    private PharosProcess serve(Path workspace, String share) {
        return PharosProcess.serve(folder.resolve("data"), workspace, Map.of("PHAROS_REFOLD_SHARE", share));
    }

    private static void change(Path file, String from, String to) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static String pharos(int code, Object... arguments) {
        var words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        try (var command = PharosProcess.start(Map.of(), words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }
}
