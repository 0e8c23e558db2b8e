package io.pharos.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.cli.Checkout;
import io.pharos.cli.Cli;
import io.pharos.cli.OracleData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into a running server, profiles out of it: as a user does it, with the key in the environment. */
final class TransferTest {
    private static final int ROWS = 40_000;
    private static final Path SHOP = Checkout.root().resolve("examples/shop");

    @TempDir
    private Path folder;

    @Test
    void whatWasImportedIsExportedAsAReplayOfTheSameFileMakesIt() throws IOException {
        var invoices = firstRows(OracleData.orSkip().file("online-retail-even.csv.gz"));
        var until = "2012-01-01T00:00:00Z";
        var fromServer = folder.resolve("server.jsonl");
        var fromFolder = folder.resolve("folder.jsonl");
        var replayed = folder.resolve("replayed.jsonl");
        try (var server = serve()) {
            assertThat(pharos("import", "--server", url(server), "--source", "till", invoices))
                    .contains(ROWS + " rows, ", "events accepted, 0 there already, 0 rejected rows");
            pharos("export", "profiles", "--server", url(server), "--until", until, "--export", fromServer);
            assertThat(server.stop()).as(server.output()).isZero();
        }
        pharos("export", "profiles", "--data", data(), "--until", until, "--export", fromFolder);
        Cli.run("replay", "--workspace", SHOP, "--source", "till", "--until", until, "--export", replayed, invoices);
        assertThat(Files.readAllLines(replayed)).hasSizeGreaterThan(500);
        assertThat(Files.mismatch(fromServer, replayed))
                .as("first byte where the server's export differs")
                .isEqualTo(-1);
        assertThat(Files.mismatch(fromFolder, replayed))
                .as("first byte where the folder's export differs")
                .isEqualTo(-1);
    }

    @Test
    void whatCannotBeTakenIsSaid() throws IOException {
        var rows = Files.writeString(folder.resolve("rows.csv"), "a,b\n1,2\n");
        try (var server = serve()) {
            assertThat(refused(Map.of(), "import", "--server", url(server), "--source", "till", rows))
                    .contains("rows.csv: line 1, header: found no column \"invoice_date\"");
            assertThat(refused(Map.of(), "import", "--server", url(server), "--source", "nope", rows))
                    .contains("404", "no source \"nope\"; it has website, app, landing_pages, trackers, till");
            var strange = Map.of("PHAROS_API_KEY", "the-key-of-somebody-else");
            assertThat(refused(strange, "import", "--server", url(server), "--source", "till", rows))
                    .contains("401", "no key and no session that is known");
            assertThat(refused(strange, "export", "profiles", "--server", url(server)))
                    .contains("401", "no key and no session that is known");
            assertThat(refused(Map.of(), "export", "profiles", "--data", data()))
                    .containsPattern("is open in process \\d+; stop that one first");
            server.stop();
            assertThat(refused(Map.of(), "import", "--server", url(server), "--source", "till", rows))
                    .contains("nothing answers at", "is the server running?");
        }
    }

    @Test
    void aFileThatIsSentAgainChangesNothingAndRowsThatCannotBeUsedAreTold() throws IOException {
        var events = Files.writeString(folder.resolve("events.jsonl"), """
                {"id":"e1","event":"purchase","visitor":"ada","time":"2026-01-01T00:00:00Z","attributes":{"order_value":5}}
                {"id":"e2","evnt":"purchase","visitor":"ada"}
                """);
        try (var server = serve();
                var http = new Http(server.address())) {
            assertThat(pharos("import", "--server", url(server), "--source", "website", events))
                    .contains(
                            "events.jsonl: line 2, event.evnt: found the unknown key \"evnt\"",
                            "Did you mean \"event\"?")
                    .contains("2 rows, 1 events accepted, 0 there already, 1 rejected rows");
            assertThat(pharos("import", "--server", url(server), "--source", "website", events))
                    .contains("2 rows, 0 events accepted, 1 there already, 1 rejected rows");
            var attributes = http.profile("anonymous", "ada").path("attributes");
            assertThat(attributes.path("lifetime_value").asInt())
                    .as("%s", attributes)
                    .isEqualTo(5);
        }
    }

    @Test
    void settingsMayStandInTheEnvironment() throws IOException {
        var environment = Map.of(
                "PHAROS_PORT", "0", "PHAROS_HOST", "localhost", "PHAROS_DATA", data(), "PHAROS_WORKSPACE", "" + SHOP);
        try (var server = PharosProcess.start(environment, "serve");
                var http = new Http(server.address())) {
            assertThat(server.address().getHost()).isEqualTo("localhost");
            assertThat(http.get("/api/workspace").toString()).contains("lapsing_vips");
            assertThat(Path.of(data())).isDirectory();
        }
    }

    /** As many as do not take long. */
    private Path firstRows(Path packed) throws IOException {
        var some = folder.resolve("invoices.csv.gz");
        try (var rows = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8));
                var to = new PrintWriter(
                        new GZIPOutputStream(Files.newOutputStream(some)), false, StandardCharsets.UTF_8)) {
            rows.lines().limit(ROWS + 1).forEach(to::println);
        }
        return some;
    }

    /** What a command says that must succeed. */
    private static String pharos(Object... arguments) {
        return ended(Map.of(), 0, arguments);
    }

    /** What a command says that cannot do what it is asked to. */
    private static String refused(Map<String, String> environment, Object... arguments) {
        var said = ended(environment, 1, arguments);
        assertThat(said).doesNotContain("Exception", "\tat ");
        return said;
    }

    private static String ended(Map<String, String> environment, int code, Object... arguments) {
        var words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        try (var command = PharosProcess.start(environment, words)) {
            assertThat(command.exitCode()).as(command.output()).isEqualTo(code);
            return command.output();
        }
    }

    private PharosProcess serve() {
        return PharosProcess.serve(Path.of(data()), SHOP);
    }

    private static String url(PharosProcess server) {
        return server.address().toString();
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
